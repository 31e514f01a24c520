import type { ReactNode } from 'react';
import { useFormats, useTexts } from '../i18n/context';
import { cx } from './cx';
import './kpi.css';

export interface Compared {
  readonly period: { readonly from: string; readonly to: string };
  readonly value: number | null;
  readonly change: number | null;
  readonly changePercent: number | null;
  readonly better: boolean | null;
}

/** A change: the sign says which way, colour and word say whether that is good. */
export function Change({
  comparison,
  unit,
  brief = false,
}: {
  readonly comparison: Compared | null | undefined;
  readonly unit: string;
  /** In tables: the word is for screen readers alone. */
  readonly brief?: boolean;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  if (comparison === undefined) return null;
  if (comparison === null || comparison.change === null)
    return brief ? null : <span className="change muted">{t.values.noComparison}</span>;
  const { change, changePercent, better, value, period } = comparison;
  // What two digits do not show is no change to a reader.
  if (change === 0 || (unit === '%' && Math.abs(change) < 0.005)) return <span className="change muted">{t.values.same}</span>;
  const words = better === null ? t.values.changed : better ? t.values.better : t.values.worse;
  // Of counts and amounts the share says more than the number.
  const relative = (unit === 'n' || unit === 'money' || unit === 's') && changePercent !== null;
  return (
    <span
      className={cx('change', better === true && 'change-better', better === false && 'change-worse')}
      title={t.values.against(formats.value(value, unit), formats.days(period.from, period.to))}
    >
      <span aria-hidden="true">{change > 0 ? '▲' : '▼'}</span>{' '}
      {relative ? formats.changePercent(changePercent) : formats.change(change, unit)}
      <span className={brief ? 'visually-hidden' : 'change-word'}> {words}</span>
    </span>
  );
}
