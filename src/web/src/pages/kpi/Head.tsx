import type { ReactNode } from 'react';
import { Change } from '../../components/Change';
import { Basis, KpiValue } from '../../components/KpiTile';
import { TargetState } from '../../components/TargetState';
import { useFormats, useTexts } from '../../i18n/context';
import type { KpiPageValue } from './page';

/** The value in one line: how much, against when, against what, and on what it stands. */
export function Head({ value }: { readonly value: KpiPageValue }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { kpi, previous, yearAgo, target, numerator, denominator, benchmark, confidence } = value;
  const compared = previous ?? yearAgo;
  return (
    <div className="kpi-head">
      <div>
        <KpiValue value={value} />
        <Change comparison={compared} unit={kpi.unit} />
        {compared && compared.value !== null && (
          <p className="kpi-note">
            {t.values.against(formats.value(compared.value, kpi.unit), formats.days(compared.period.from, compared.period.to))}
          </p>
        )}
      </div>
      <dl>
        {target && (
          <div>
            <dt>{t.common.target}</dt>
            <dd>
              <TargetState target={target} unit={kpi.unit} />
            </dd>
          </div>
        )}
        <div>
          <dt>{t.common.sample}</dt>
          <dd className="row">
            <Basis value={{ ...value, benchmark: null, confidence: null }} />
            {kpi.unit === 'n' && formats.number(value.count)}
          </dd>
        </div>
        {confidence && (
          <div>
            <dt>95 %</dt>
            <dd>{`${formats.value(confidence.low, kpi.unit)} – ${formats.value(confidence.high, kpi.unit)}`}</dd>
          </div>
        )}
        {denominator !== null && numerator !== null && kpi.unit === '%' && (
          <div>
            <dt>{t.kpi.ofThis}</dt>
            <dd>{`${formats.number(numerator, 1)} / ${formats.number(denominator, 1)}`}</dd>
          </div>
        )}
        {benchmark?.rank && (
          <div>
            <dt>{t.kpi.ranking}</dt>
            <dd>{t.values.rank(formats.number(benchmark.rank.position), formats.number(benchmark.rank.of))}</dd>
          </div>
        )}
        {benchmark?.peers && (
          <div>
            <dt>{t.kpi.peers(formats.number(benchmark.peers.tenants))}</dt>
            <dd>{`${formats.value(benchmark.peers.p25, kpi.unit)} · ${formats.value(benchmark.peers.p50, kpi.unit)} · ${formats.value(benchmark.peers.p75, kpi.unit)}`}</dd>
          </div>
        )}
        {benchmark?.industry.slice(0, 2).map((one) => (
          <div key={`${one.source} ${one.year} ${one.region ?? ''}`}>
            <dt>{t.kpi.industryBenchmark(one.industry, one.source, one.year.toString())}</dt>
            <dd>
              {formats.value(one.value, kpi.unit)}
              {one.gap !== null && <span className="muted">{` (${t.kpi.gap} ${formats.change(one.gap, kpi.unit)})`}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
