import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { intervalFor } from '../../app/period';
import { useNow } from '../../app/now';
import { useView } from '../../app/url';
import { Badge } from '../../components/Card';
import { CsvButton } from '../../components/CsvButton';
import { KpiTile } from '../../components/KpiTile';
import { Loaded } from '../../components/States';
import { Overview, type OverviewQuery } from '../../generated/Overview';
import { useFormats, useLanguage } from '../../i18n/context';
import { areas, headline, headlineCodes, type Area } from '../headline';
import { valueRows, valueHeader } from '../value-csv';
import { OpenAlerts, WhereToLook } from './Summary';
import './overview.css';

type Data = OverviewQuery['tenant'];
export type OverviewValue = NonNullable<Data['scorecard']>['values'][number];

export function TenantOverview(): ReactNode {
  const { t, locale } = useLanguage();
  const formats = useFormats();
  const { period, compare, previous, yearAgo } = useView();
  const variables = useMemo(
    () => ({ period, kpis: headlineCodes, interval: intervalFor(period), locale, previous, yearAgo }),
    [period, locale, previous, yearAgo],
  );
  const query = useQuery(Overview, variables);
  const now = useNow();
  const card = query.data?.tenant.scorecard;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.shell.overview}</h1>
          {card && <p>{t.overview.about(formats.days(card.period.from, card.period.to))}</p>}
        </div>
        <div className="row">
          {card?.lastEventAt && <span className="muted">{t.overview.dataUpTo(formats.ago(card.lastEventAt, now))}</span>}
          {card && <CsvButton name="overview" header={valueHeader(t)} rows={() => valueRows(card.values)} />}
        </div>
      </div>
      <Loaded query={query} lines={4} tall>
        {({ tenant }) => {
          const values = tenant.scorecard?.values ?? [];
          return (
            <>
              {tenant.scorecard?.lastEventAt === null && <p role="status">{t.overview.noData}</p>}
              <div className="overview-summary">
                <WhereToLook values={values} compared={compare !== 'none'} />
                <OpenAlerts alerts={tenant.alerts.nodes} values={values} />
              </div>
              {areas.map((area) => (
                <AreaTiles key={area} area={area} data={tenant} />
              ))}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function AreaTiles({ area, data }: { readonly area: Area; readonly data: Data }): ReactNode {
  const { t } = useLanguage();
  const values = headline[area].flatMap((code) => data.scorecard?.values.filter(({ kpi }) => kpi.code === code) ?? []);
  const measured = values.filter(({ value }) => value !== null);
  const without = values.filter(({ value }) => value === null);
  return (
    <section className="stack overview-area" aria-labelledby={`area-${area}`}>
      <div className="row apart">
        <h2 id={`area-${area}`}>{t.areas[area]}</h2>
        <AppLink to="/kpis" params={{ area: area.toLowerCase() }} className="overview-more">
          {t.overview.allOf(t.areas[area])}
        </AppLink>
      </div>
      {measured.length === 0 && <p className="muted">{t.overview.empty}</p>}
      <div className="kpi-tiles">
        {measured.map((value) => (
          <KpiTile key={value.kpi.code} value={value} points={value.series?.points} />
        ))}
      </div>
      {measured.length > 0 && without.length > 0 && (
        <p className="overview-without">
          {without.map(({ kpi }) => (
            <AppLink key={kpi.code} to={`/kpis/${kpi.code}`} title={t.values.nothing}>
              <Badge>{`${kpi.name} –`}</Badge>
            </AppLink>
          ))}
        </p>
      )}
    </section>
  );
}
