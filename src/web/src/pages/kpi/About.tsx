import type { ReactNode } from 'react';
import { AppLink } from '../../app/link';
import { Badge } from '../../components/Card';
import { useFormats, useTexts } from '../../i18n/context';
import type { KpiData, KpiPageValue } from './page';

/** What the KPI says: the formula in words, and this value's own parts put into it. */
export function About({ kpi, value }: { readonly kpi: KpiData; readonly value: KpiPageValue | null }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  return (
    <dl className="facts">
      <div className="facts-wide">
        <dt>{t.kpi.about}</dt>
        <dd>{kpi.description}</dd>
      </div>
      <div className="facts-wide">
        <dt>{t.kpi.formula}</dt>
        <dd className="formula">{kpi.formula}</dd>
      </div>
      {value && value.numerator !== null && (
        <>
          <div>
            <dt>{t.kpi.numerator}</dt>
            <dd>{formats.number(value.numerator, 2)}</dd>
          </div>
          {value.denominator !== null && (
            <div>
              <dt>{t.kpi.denominator}</dt>
              <dd>{formats.number(value.denominator, 2)}</dd>
            </div>
          )}
          <div>
            <dt>{t.kpi.ofThis}</dt>
            <dd>{formats.value(value.value, kpi.unit)}</dd>
          </div>
        </>
      )}
      <div>
        <dt>{t.kpi.direction}</dt>
        <dd>{t.kpi[kpi.direction]}</dd>
      </div>
      <div>
        <dt>{t.catalogue.area}</dt>
        <dd>{t.areas[kpi.keyResultArea]}</dd>
      </div>
      <div>
        <dt>{t.catalogue.tier}</dt>
        <dd>{t.catalogue[kpi.tier]}</dd>
      </div>
      <div>
        <dt>{t.catalogue.levels}</dt>
        <dd>{formats.list(kpi.levels.map((level) => t.levels[level]))}</dd>
      </div>
      {kpi.dimensions.length > 0 && (
        <div>
          <dt>{t.kpi.dimensions}</dt>
          <dd>{formats.list(kpi.dimensions.map((dimension) => t.dimensions[dimension]))}</dd>
        </div>
      )}
      <div>
        <dt>{t.kpi.version}</dt>
        <dd className="row">
          {formats.number(kpi.version)}
          {kpi.custom && <Badge>{t.catalogue.own}</Badge>}
        </dd>
      </div>
      {kpi.variantOf && (
        <div>
          <dt>{t.kpi.variantOf}</dt>
          <dd>
            <AppLink to={`/kpis/${encodeURIComponent(kpi.variantOf.code)}`}>{kpi.variantOf.name}</AppLink>
          </dd>
        </div>
      )}
    </dl>
  );
}
