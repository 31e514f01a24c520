import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react';
import './field.css';

interface About {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with it, told when it is there. */
  readonly error?: string | null | undefined;
  /** Only screen readers are told the label. */
  readonly hideLabel?: boolean;
}

function Frame({ id, label, hint, error, hideLabel, children }: About & { readonly id: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : undefined}>
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

const describedBy = (id: string, { hint, error }: About): string | undefined =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;

export function Field({ label, hint, error, hideLabel, ...rest }: About & InputHTMLAttributes<HTMLInputElement>): ReactNode {
  const id = useId();
  const about = { label, hint, error, hideLabel: hideLabel ?? false };
  return (
    <Frame id={id} {...about}>
      <input id={id} {...rest} aria-invalid={error ? true : rest['aria-invalid']} aria-describedby={describedBy(id, about)} />
    </Frame>
  );
}

export function TextArea({ label, hint, error, hideLabel, ...rest }: About & TextareaHTMLAttributes<HTMLTextAreaElement>): ReactNode {
  const id = useId();
  const about = { label, hint, error, hideLabel: hideLabel ?? false };
  return (
    <Frame id={id} {...about}>
      <textarea id={id} {...rest} aria-invalid={error ? true : undefined} aria-describedby={describedBy(id, about)} />
    </Frame>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function Select({
  label,
  hint,
  error,
  hideLabel,
  options,
  ...rest
}: About & { readonly options: readonly Option[] } & SelectHTMLAttributes<HTMLSelectElement>): ReactNode {
  const id = useId();
  const about = { label, hint, error, hideLabel: hideLabel ?? false };
  return (
    <Frame id={id} {...about}>
      <select id={id} {...rest} aria-invalid={error ? true : undefined} aria-describedby={describedBy(id, about)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export function Checkbox({ label, hint, ...rest }: Omit<About, 'error' | 'hideLabel'> & InputHTMLAttributes<HTMLInputElement>): ReactNode {
  const id = useId();
  return (
    <div className="field field-check">
      <input id={id} type="checkbox" {...rest} aria-describedby={hint ? `${id}-hint` : undefined} />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
