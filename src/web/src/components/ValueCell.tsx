import type { ReactNode } from 'react';
import { useFormats, useTexts } from '../i18n/context';
import { Change } from './Change';
import { cx } from './cx';
import { TargetState } from './TargetState';
import type { TileValue } from './KpiTile';
import './kpi.css';

/** A value in a table: with its change, its target's state, and greyed with its sample where that is small. */
export function ValueCell({ value, sample = false }: { readonly value: TileValue | undefined; readonly sample?: boolean }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  if (!value) return <span className="muted">–</span>;
  const { kpi, small } = value;
  if (value.value === null) {
    return (
      <span className="muted" title={t.values.nothing}>
        –<span className="visually-hidden"> {t.values.nothing}</span>
      </span>
    );
  }
  return (
    <span className="value-cell">
      <span className={cx('value-number', small && 'kpi-value-unsure')}>{formats.value(value.value, kpi.unit)}</span>
      {value.target?.state && <TargetState target={value.target} unit={kpi.unit} brief />}
      {(value.previous || value.yearAgo) && <Change comparison={value.previous ?? value.yearAgo} unit={kpi.unit} brief />}
      {(small || sample) && kpi.unit !== 'n' && (
        <span className={small ? 'kpi-note kpi-small' : 'kpi-note'} title={small ? t.values.small : undefined}>
          {t.values.n(formats.number(value.count))}
        </span>
      )}
    </span>
  );
}
