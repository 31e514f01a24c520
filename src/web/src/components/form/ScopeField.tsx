import { useState, type ReactNode } from 'react';
import type { Level, ScopeKey } from '../../app/scope';
import { useViewer } from '../../app/session';
import { useTexts } from '../../i18n/context';
import { ScopePicker } from '../ScopePicker';
import './form.css';

/** Of whom: found by name or key. */
export function ScopeField({
  label,
  scope,
  name,
  levels,
  onChange,
  error,
}: {
  /** Left out: "Scope". */
  readonly label?: string;
  readonly scope: ScopeKey;
  /** Where it is known already; else the key stands for it. */
  readonly name?: string | undefined;
  readonly levels: readonly Level[];
  readonly onChange: (scope: ScopeKey) => void;
  readonly error?: string | null;
}): ReactNode {
  const t = useTexts();
  const { tenant } = useViewer();
  const [own] = useState({ scope, name });
  const known = scope.level === own.scope.level && scope.key === own.scope.key ? own.name : undefined;
  return (
    <div className="field scope-field" role="group" aria-label={label ?? t.forms.scope}>
      <span className="field-label">{label ?? t.forms.scope}</span>
      <ScopePicker scope={scope} name={scope.level === 'TENANT' ? tenant.name : (known ?? scope.key)} levels={levels} onChoose={onChange} />
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
