import type { ReactNode } from 'react';
import { useFormats, useTexts } from '../i18n/context';
import { Badge } from './Card';

export interface Standing {
  readonly inheritedFrom: 'TENANT' | 'TEAM' | 'AGENT' | 'CUSTOMER' | null;
  readonly state: 'MET' | 'WARNING' | 'MISSED' | null;
  readonly target: { readonly target: number; readonly warning: number | null };
}

const signs = { MET: '✓', WARNING: '!', MISSED: '✕' } as const;
const tones = { MET: 'better', WARNING: 'warning', MISSED: 'worse' } as const;

/** How a value stands to its target: a sign, a word and the number itself. */
export function TargetState({
  target,
  unit,
  brief = false,
}: {
  readonly target: Standing;
  readonly unit: string;
  readonly brief?: boolean;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const from = target.inheritedFrom ? ` ${t.values.inherited(t.levels[target.inheritedFrom])}` : '';
  const number = formats.value(target.target.target, unit);
  const { warning } = target.target;
  const band = target.state === 'WARNING' && warning !== null ? `, ${t.values.band(formats.value(warning, unit))}` : '';
  if (!target.state) return <Badge title={`${t.common.target} ${number}${from}`}>{`${t.common.target} ${number}`}</Badge>;
  return (
    <Badge tone={tones[target.state]} title={`${t.values[target.state]}: ${t.common.target} ${number}${from}${band}`}>
      <span aria-hidden="true">{signs[target.state]}</span>
      {brief ? <span className="visually-hidden">{t.values[target.state]}</span> : t.values[target.state]}
      <span>{number}</span>
    </Badge>
  );
}
