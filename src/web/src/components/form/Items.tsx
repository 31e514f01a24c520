import { useId, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/context';
import { Button } from '../Button';
import type { Option } from '../Field';
import { Icon } from '../Icon';
import { itemsOf } from './checks';
import './form.css';

/** Several texts: typed or pasted, each shown with a cross. What is wrong stays in the field. */
export function Items({
  label,
  hint,
  error,
  items,
  onChange,
  wrong,
  wrongText,
  options,
  nameOf = (item) => item,
  placeholder,
  type = 'text',
}: {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly items: readonly string[];
  readonly onChange: (items: readonly string[]) => void;
  readonly wrong?: (item: string) => boolean;
  readonly wrongText?: string;
  /** To be chosen from; left out: anything can be typed. */
  readonly options?: readonly Option[];
  readonly nameOf?: (item: string) => string;
  readonly placeholder?: string;
  readonly type?: 'text' | 'date' | 'email';
}): ReactNode {
  const t = useTexts();
  const id = useId();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const add = (typed: string): void => {
    const found = itemsOf(typed).filter((item) => !items.includes(item));
    const bad = found.filter((item) => wrong?.(item));
    const good = found.filter((item) => !wrong?.(item));
    if (good.length > 0) onChange([...items, ...new Set(good)]);
    setText(bad.join(' '));
    setRefused(bad.length > 0);
  };
  const told = refused ? wrongText : error;
  const describedBy = [hint && `${id}-hint`, told && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {items.length > 0 && (
        <ul className="items">
          {items.map((item) => (
            <li key={item}>
              <span>{nameOf(item)}</span>
              <button
                type="button"
                aria-label={t.forms.removeItem(nameOf(item))}
                onClick={() => onChange(items.filter((other) => other !== item))}
              >
                <Icon name="close" size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {options ? (
        <select
          id={id}
          value=""
          aria-describedby={describedBy}
          aria-invalid={told ? true : undefined}
          onChange={(event) => event.target.value !== '' && onChange([...items, event.target.value])}
        >
          <option value="">{placeholder ?? t.forms.add}</option>
          {options
            .filter(({ value }) => !items.includes(value))
            .map(({ value, label: text }) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
        </select>
      ) : (
        <div className="items-add">
          <input
            id={id}
            type={type === 'email' ? 'text' : type}
            value={text}
            placeholder={placeholder}
            aria-describedby={describedBy}
            aria-invalid={told ? true : undefined}
            onChange={(event) => {
              setText(event.target.value);
              setRefused(false);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ',') return;
              event.preventDefault();
              add(text);
            }}
            onBlur={() => type !== 'date' && text !== '' && add(text)}
          />
          <Button onClick={() => add(text)} disabled={text === ''}>
            {t.forms.add}
          </Button>
        </div>
      )}
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {told && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {told}
        </p>
      )}
    </div>
  );
}
