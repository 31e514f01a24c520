import { useId, useRef, type ReactNode, type Ref } from 'react';
import { useFormats, useTexts } from '../../i18n/context';
import { marked, type Place } from './formula';

/** A formula; where it cannot be read is underlined beneath what is typed. */
export function FormulaField({
  ref,
  value,
  onChange,
  place,
  error,
}: {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly value: string;
  readonly onChange: (formula: string) => void;
  readonly place: Place | null;
  readonly error: string | null;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const id = useId();
  const marks = useRef<HTMLPreElement>(null);
  const told = place ? t.customKpis.mistake(formats.number(place.position + 1), place.message) : error;
  const [before, wrong, after] = place ? marked(value, place) : [value, '', ''];
  return (
    <div className="field">
      <label htmlFor={id}>{t.customKpis.formula}</label>
      <div className="formula">
        <pre ref={marks} className="formula-marks" aria-hidden="true">
          {before}
          {wrong !== '' && <mark>{wrong}</mark>}
          {after}
        </pre>
        <textarea
          ref={ref}
          id={id}
          rows={4}
          maxLength={4_000}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          value={value}
          aria-invalid={told ? true : undefined}
          aria-describedby={told ? `${id}-error` : undefined}
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => {
            if (marks.current) marks.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <p id={`${id}-error`} className="field-error" role="status">
        {told}
      </p>
    </div>
  );
}
