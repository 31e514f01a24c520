import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useView } from '../../app/url';
import { KpiTile } from '../../components/KpiTile';
import { Loaded } from '../../components/States';
import { Overview } from '../../generated/Overview';
import { useLanguage } from '../../i18n/context';

const areas = ['SATISFACTION', 'RESPONSIVENESS', 'RESOLUTION', 'QUALITY', 'EFFICIENCY', 'LOYALTY'] as const;

export default function OverviewPage(): ReactNode {
  const { t, locale } = useLanguage();
  const { period, previous, yearAgo } = useView();
  const variables = useMemo(() => ({ period, kpis: null, locale, previous, yearAgo }), [period, locale, previous, yearAgo]);
  const query = useQuery(Overview, variables);
  return (
    <>
      <h1>{t.shell.overview}</h1>
      <Loaded query={query} lines={8}>
        {({ tenant }) =>
          areas.map((area) => (
            <section key={area} className="stack" aria-label={t.areas[area]}>
              <h2>{t.areas[area]}</h2>
              <div className="kpi-tiles">
                {tenant.scorecard?.values
                  .filter(({ kpi }) => kpi.keyResultArea === area)
                  .map((value) => (
                    <KpiTile key={value.kpi.code} value={value} />
                  ))}
              </div>
            </section>
          ))
        }
      </Loaded>
    </>
  );
}
