import { useId, type ReactNode } from 'react';
import { Checkbox } from '../Field';
import './form.css';

/** Some of a few, each with its box. */
export function Choices<T extends string>({
  label,
  hint,
  error,
  options,
  chosen,
  onChange,
}: {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly options: readonly { readonly value: T; readonly label: string; readonly hint?: string }[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: readonly T[]) => void;
}): ReactNode {
  const id = useId();
  return (
    <fieldset className="choices" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{label}</legend>
      {hint && <p className="field-hint">{hint}</p>}
      <div className={options.some(({ hint: more }) => more) ? 'choices-list choices-rows' : 'choices-list'}>
        {options.map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            {...(option.hint && { hint: option.hint })}
            checked={chosen.includes(option.value)}
            onChange={(event) =>
              onChange(
                options
                  .map(({ value }) => value)
                  .filter((value) => (value === option.value ? event.target.checked : chosen.includes(value))),
              )
            }
          />
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
