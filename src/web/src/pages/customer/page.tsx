import { useMemo, type ReactNode } from 'react';
import { revalidate, useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import type { PageProps } from '../../app/routes/route';
import { scopeText } from '../../app/scope';
import { useMay } from '../../app/session';
import { useUrl, useView } from '../../app/url';
import { Badge, Card } from '../../components/Card';
import { EvidenceTable } from '../../components/EvidenceTable';
import { KpiTile } from '../../components/KpiTile';
import { LevelCrumbs } from '../../components/LevelCrumbs';
import { EmptyState, Loaded, NoPage } from '../../components/States';
import { Tabs } from '../../components/Tabs';
import { CustomerCard, type CustomerCardQuery } from '../../generated/CustomerCard';
import { useFormats, useLanguage } from '../../i18n/context';
import { partName } from '../part-name';
import { JobProgress } from '../settings/JobProgress';
import { Erase } from './Erase';

type Scorecard = NonNullable<NonNullable<CustomerCardQuery['tenant']['customer']>['scorecard']>;

const happenings = ['contacts', 'cases', 'surveys', 'complaints'] as const;

export default function CustomerPage({ params: { key = '' } }: PageProps): ReactNode {
  const { t, locale } = useLanguage();
  const formats = useFormats();
  const { period, previous, yearAgo } = useView();
  const variables = useMemo(() => ({ key, period, locale, previous, yearAgo }), [key, period, locale, previous, yearAgo]);
  const query = useQuery(CustomerCard, variables);
  const { manage } = useMay();
  const { params, set } = useUrl();
  const job = params.get('job');
  const begun = (id: string): void => {
    set({ job: id }, { replace: true });
    revalidate();
  };
  return (
    <Loaded query={query} lines={6} tall>
      {({ tenant: { customer } }) => {
        if (!customer?.scorecard)
          return (
            <>
              {job !== null && (
                <JobProgress
                  id={job}
                  words={{ running: t.customers.eraseBegun, ran: t.customers.erased, failed: t.customers.eraseFailed }}
                />
              )}
              <NoPage action={<AppLink to="/customers">{t.customers.title}</AppLink>}>{t.customers.notFound}</NoPage>
            </>
          );
        const card = customer.scorecard;
        const measured = card.values.filter(
          ({ value, kpi, count }) => value !== null && !kpi.code.includes('.') && (count > 0 || kpi.unit !== 'n'),
        );
        const health = card.values.find(({ kpi }) => kpi.code === 'customer_health');
        return (
          <>
            <div className="page-head">
              <div>
                <LevelCrumbs above={[{ name: t.customers.title, to: '/customers' }]} here={customer.name} />
                <h1>{customer.name}</h1>
                <p className="row">
                  {customer.segment && <Badge>{customer.segment}</Badge>}
                  {customer.region && <Badge>{customer.region}</Badge>}
                  <span>{formats.days(card.period.from, card.period.to)}</span>
                  {customer.activeSince && <span>{`${t.customers.since} ${formats.day(customer.activeSince, 'long')}`}</span>}
                </p>
              </div>
              {manage && <Erase customer={customer.key} name={customer.name} onBegun={begun} />}
            </div>
            {health?.parts && (
              <Card title={`${t.customers.health}: ${formats.value(health.value, health.kpi.unit)}`}>
                <ul className="row">
                  {health.parts.map((part) => (
                    <li key={part.name}>
                      <Badge>{`${partName(t, part.name)} ${formats.value(part.value, '0–100')}`}</Badge>
                    </li>
                  ))}
                </ul>
              </Card>
            )}
            {measured.length === 0 && <EmptyState>{t.agents.nothing}</EmptyState>}
            <h2 className="visually-hidden">{t.customers.figures}</h2>
            <div className="kpi-tiles">
              {measured.map((value) => (
                <KpiTile key={value.kpi.code} value={value} params={{ scope: scopeText({ level: 'CUSTOMER', key: customer.key }) }} />
              ))}
            </div>
            <Happened card={card} />
          </>
        );
      }}
    </Loaded>
  );
}

function Happened({ card }: { readonly card: Scorecard }): ReactNode {
  const { t } = useLanguage();
  const { params, set } = useUrl();
  const shown = happenings.find((one) => one === params.get('tab')) ?? 'contacts';
  return (
    <Card title={t.customers.happened} about={t.evidence.newest}>
      <Tabs
        label={t.customers.happened}
        tabs={happenings.map((id) => ({ id, label: `${t.customers[id]} (${card[id]?.evidence?.nodes.length ?? 0})` }))}
        chosen={shown}
        onChoose={(id) => set({ tab: id }, { replace: true })}
      >
        <EvidenceTable
          name={shown}
          caption={t.customers[shown]}
          rows={card[shown]?.evidence?.nodes ?? []}
          unit={shown === 'complaints' ? 's' : null}
          hide={['customer', 'part', 'kind', ...(shown === 'complaints' ? [] : ['amount'])]}
          empty={t.customers.noneInPeriod}
        />
      </Tabs>
    </Card>
  );
}
