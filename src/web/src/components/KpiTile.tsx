import type { ReactNode } from 'react';
import { AppLink } from '../app/link';
import { Sparkline, type SparkPoint } from '../charts/Sparkline';
import type { KpiFieldsFragment, StandingFieldsFragment, ValueFieldsFragment } from '../generated/fragments';
import { useFormats, useTexts } from '../i18n/context';
import { Badge } from './Card';
import { Change } from './Change';
import { isFew } from './sample';
import { cx } from './cx';
import './kpi.css';
import { TargetState } from './TargetState';

export type TileValue = ValueFieldsFragment & StandingFieldsFragment & { readonly kpi: KpiFieldsFragment };

/** One value with all that it stands on: change, target, benchmark, sample, and the interval where the sample is small. */
export function KpiTile({
  value,
  points,
  params = {},
}: {
  readonly value: TileValue;
  readonly points?: readonly SparkPoint[] | undefined;
  /** Of the link to the KPI's page. */
  readonly params?: Readonly<Record<string, string>>;
}): ReactNode {
  const { kpi } = value;
  return (
    <article className="kpi-tile">
      <h3>
        <AppLink to={`/kpis/${encodeURIComponent(kpi.code)}`} params={params}>
          {kpi.name}
        </AppLink>
      </h3>
      <div className="kpi-tile-main">
        <KpiValue value={value} />
        {points && <Sparkline points={points} name={kpi.name} unit={kpi.unit} target={value.target?.target.target ?? null} />}
      </div>
      <Change comparison={value.previous ?? value.yearAgo} unit={kpi.unit} />
      <div className="row kpi-tile-foot">
        {value.target && <TargetState target={value.target} unit={kpi.unit} />}
        <Basis value={value} />
      </div>
    </article>
  );
}

/** The number itself; "–" says why there is none. */
export function KpiValue({ value, size = 'large' }: { readonly value: TileValue; readonly size?: 'large' | 'small' }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { kpi, small } = value;
  return (
    <p className={cx('kpi-value', `kpi-value-${size}`, small && value.value !== null && 'kpi-value-unsure')}>
      {formats.value(value.value, kpi.unit)}
      {value.value === null && <span className="kpi-why">{t.values.nothing}</span>}
    </p>
  );
}

/** What the number stands on, and what has to be known about it. */
export function Basis({ value }: { readonly value: TileValue }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { kpi, small, confidence, benchmark } = value;
  if (value.value === null) return null;
  const [industry] = benchmark?.industry ?? [];
  return (
    <>
      {kpi.unit !== 'n' && (
        <span className={small ? 'kpi-note kpi-small' : 'kpi-note'} title={small ? t.values.small : undefined}>
          {small && <span aria-hidden="true">△ </span>}
          {t.values.n(formats.number(value.count))}
          {small && <span className="visually-hidden"> {t.values.small}</span>}
        </span>
      )}
      {confidence && isFew(value.count, kpi.unit) && (
        <span className="kpi-note">
          {t.values.interval(formats.value(confidence.low, kpi.unit), formats.value(confidence.high, kpi.unit))}
        </span>
      )}
      {benchmark?.peers ? (
        <span className="kpi-note">{t.values.peersShort(formats.value(benchmark.peers.p50, kpi.unit))}</span>
      ) : (
        industry && (
          <span
            className="kpi-note"
            title={t.values.industry(formats.value(industry.value, kpi.unit), `${industry.source}, ${industry.year}`)}
          >
            {t.values.industryShort(formats.value(industry.value, kpi.unit))}
          </span>
        )
      )}
      {value.provisional && (
        <Badge
          title={value.settledThrough ? t.values.provisionalWhy(formats.day(value.settledThrough, 'long')) : t.values.provisionalPlain}
        >
          {t.values.provisional}
        </Badge>
      )}
      {value.closedAt && (
        <Badge title={value.revised === null ? '' : t.values.revised(formats.value(value.revised, kpi.unit))}>
          {t.values.closed(formats.instant(value.closedAt))}
        </Badge>
      )}
    </>
  );
}
