import { useId, type ReactNode } from 'react';
import './form.css';

/** One of a few, each with what it means. */
export function Radios<T extends string>({
  label,
  hint,
  options,
  chosen,
  onChange,
}: {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly options: readonly { readonly value: T; readonly label: string; readonly hint?: ReactNode }[];
  readonly chosen: T;
  readonly onChange: (chosen: T) => void;
}): ReactNode {
  const id = useId();
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {hint && <p className="field-hint">{hint}</p>}
      <div className="radios">
        {options.map((option) => (
          <div key={option.value} className="field field-check">
            <input
              type="radio"
              id={`${id}-${option.value}`}
              name={id}
              checked={option.value === chosen}
              aria-describedby={option.hint ? `${id}-${option.value}-hint` : undefined}
              onChange={() => onChange(option.value)}
            />
            <label htmlFor={`${id}-${option.value}`}>{option.label}</label>
            {option.hint && (
              <p id={`${id}-${option.value}-hint`} className="field-hint">
                {option.hint}
              </p>
            )}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
