import type { ReactNode } from 'react';
import { useNow } from '../../app/now';
import { AppLink } from '../../app/link';
import { scopeText } from '../../app/scope';
import { Badge, Card } from '../../components/Card';
import { Change } from '../../components/Change';
import { EmptyState } from '../../components/States';
import type { OverviewQuery } from '../../generated/Overview';
import { useFormats, useTexts } from '../../i18n/context';
import type { OverviewValue } from './TenantOverview';
import { worstOf } from './worsening';

/** What became worse by most, each with the way to why. */
export function WhereToLook({ values, compared }: { readonly values: readonly OverviewValue[]; readonly compared: boolean }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const worst = worstOf(values, 5);
  return (
    <Card title={t.overview.look} about={t.overview.lookAbout}>
      {!compared && <EmptyState>{t.overview.chooseCompare}</EmptyState>}
      {compared && worst.length === 0 && <EmptyState>{t.overview.nothingWorse}</EmptyState>}
      <ul className="look">
        {worst.map(({ kpi, value, previous, yearAgo }) => (
          <li key={kpi.code}>
            <AppLink to={`/kpis/${kpi.code}`} className="look-name">
              {kpi.name}
            </AppLink>
            <strong>{formats.value(value, kpi.unit)}</strong>
            <Change comparison={previous ?? yearAgo} unit={kpi.unit} />
            <AppLink to={`/kpis/${kpi.code}`} params={{ tab: 'drivers' }} className="look-why" title={t.overview.whyOf(kpi.name)}>
              {t.overview.why}
              <span className="visually-hidden"> {kpi.name}</span>
            </AppLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type Alerts = OverviewQuery['tenant']['alerts']['nodes'];

/** The newest alerts that nobody has acknowledged, and how many targets are met. */
export function OpenAlerts({ alerts, values }: { readonly alerts: Alerts; readonly values: readonly OverviewValue[] }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow();
  const judged = values.filter(({ target }) => target?.state);
  const met = judged.filter(({ target }) => target?.state === 'MET');
  const missed = judged.filter(({ target }) => target?.state === 'MISSED');
  return (
    <div className="stack">
      <Card title={t.overview.alerts}>
        {alerts.length === 0 && <p className="muted">{t.overview.noAlerts}</p>}
        <ul className="look-alerts">
          {alerts.map(({ id, value, raisedAt, kpi, scope }) => (
            <li key={id}>
              <AppLink to={`/kpis/${kpi.code}`} params={{ scope: scopeText(scope) }}>
                {`${kpi.name}, ${scope.name}: ${formats.value(value, kpi.unit)}`}
              </AppLink>
              <span className="muted">{formats.ago(raisedAt, now)}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t.overview.targets}>
        {judged.length === 0 ? (
          <p className="muted">{t.overview.noTargets}</p>
        ) : (
          <>
            <p>{t.overview.targetsMet(formats.number(met.length), formats.number(judged.length))}</p>
            <p className="row">
              {missed.map(({ kpi }) => (
                <AppLink key={kpi.code} to={`/kpis/${kpi.code}`}>
                  <Badge tone="worse">{`✕ ${kpi.name}`}</Badge>
                </AppLink>
              ))}
            </p>
          </>
        )}
      </Card>
    </div>
  );
}
