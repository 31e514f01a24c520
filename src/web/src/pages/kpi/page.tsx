import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { intervalFor, intervalsFor, type Interval } from '../../app/period';
import type { PageProps } from '../../app/routes/route';
import { useUrl, useView } from '../../app/url';
import { Card } from '../../components/Card';
import { CsvButton } from '../../components/CsvButton';
import { LevelCrumbs } from '../../components/LevelCrumbs';
import { ScopePicker } from '../../components/ScopePicker';
import { EmptyState, Loaded, NoPage } from '../../components/States';
import { Segments, Tabs } from '../../components/Tabs';
import { KpiPage as KpiDocument, type KpiPageQuery } from '../../generated/KpiPage';
import { useFormats, useLanguage } from '../../i18n/context';
import { valueHeader, valueRows } from '../value-csv';
import { About } from './About';
import { Breakdown } from './Breakdown';
import { Course } from './Course';
import { Distribution } from './Distribution';
import { Drivers } from './Drivers';
import { EvidenceList } from './EvidenceList';
import { FilterChip } from './FilterChip';
import { Head } from './Head';
import './kpi.css';
import { Ranking } from './Ranking';
import { useKpiScope, type Asked } from './scope';

export type KpiData = NonNullable<KpiPageQuery['kpi']>;
export type ScopeData = NonNullable<KpiPageQuery['scope']>;
export type Scorecard = NonNullable<ScopeData['scorecard']>;
export type KpiPageValue = NonNullable<Scorecard['value']>;

const tabs = ['breakdown', 'distribution', 'ranking', 'drivers', 'evidence', 'about'] as const;
type TabName = (typeof tabs)[number];

export default function KpiPage({ params: { code = '' } }: PageProps): ReactNode {
  const { t, locale } = useLanguage();
  const { params } = useUrl();
  const { period, where, previous, yearAgo } = useView();
  const { level, key } = useKpiScope();
  const wanted = params.get('step')?.toUpperCase();
  const interval = intervalsFor(period).find((one) => one === wanted) ?? intervalFor(period);
  const variables = useMemo(
    () => ({ code, level, key, period, where, interval, locale, previous, yearAgo }),
    [code, level, key, period, where, interval, locale, previous, yearAgo],
  );
  const query = useQuery(KpiDocument, variables);
  const asked: Asked = useMemo(() => ({ code, level, key, period, where }), [code, level, key, period, where]);
  return (
    <Loaded query={query} lines={6} tall>
      {({ kpi, scope }) => {
        if (!kpi) return <NoPage action={<AppLink to="/kpis">{t.catalogue.title}</AppLink>}>{t.kpi.notFound}</NoPage>;
        const value = scope?.scorecard?.value ?? null;
        return (
          <>
            <Top kpi={kpi} scope={scope} />
            {!scope?.scorecard || !value ? (
              <EmptyState>{t.kpi.notHere}</EmptyState>
            ) : (
              <>
                <Head value={value} />
                <Card title={t.kpi.overTime(kpi.name)} actions={<StepPicker chosen={interval} />}>
                  <Course asked={asked} card={scope.scorecard} value={value} interval={interval} />
                </Card>
              </>
            )}
            <Parts kpi={kpi} value={value} asked={asked} />
          </>
        );
      }}
    </Loaded>
  );
}

function Top({ kpi, scope }: { readonly kpi: KpiData; readonly scope: ScopeData | null }): ReactNode {
  const { t } = useLanguage();
  const formats = useFormats();
  const { set } = useUrl();
  const asked = useKpiScope();
  const card = scope?.scorecard;
  return (
    <div className="page-head">
      <div>
        <LevelCrumbs above={[{ name: t.catalogue.title, to: '/kpis' }]} here={kpi.name} />
        <h1>{kpi.name}</h1>
        <p>{kpi.description}</p>
      </div>
      <div className="row no-print">
        <ScopePicker
          scope={asked}
          name={scope?.name ?? asked.key}
          levels={kpi.levels}
          onChoose={({ level, key }) => set({ scope: level === 'TENANT' ? null : `${level.toLowerCase()}:${key}` })}
        />
        <FilterChip />
        {card && <span className="muted">{formats.days(card.period.from, card.period.to)}</span>}
        {card?.value && <CsvButton name={kpi.code} header={valueHeader(t)} rows={() => (card.value ? valueRows([card.value]) : [])} />}
      </div>
    </div>
  );
}

function StepPicker({ chosen }: { readonly chosen: Interval }): ReactNode {
  const { t } = useLanguage();
  const { set } = useUrl();
  const { period } = useView();
  const usual = intervalFor(period);
  return (
    <Segments
      label={t.kpi.interval}
      options={intervalsFor(period).map((one) => ({ value: one, label: t.intervals[one] }))}
      chosen={chosen}
      onChoose={(one) => set({ step: one === usual ? null : one.toLowerCase() }, { replace: true })}
    />
  );
}

/** What lies behind the value, one view at a time; each asks for itself when it is opened. */
function Parts({ kpi, value, asked }: { readonly kpi: KpiData; readonly value: KpiPageValue | null; readonly asked: Asked }): ReactNode {
  const { t } = useLanguage();
  const { params, set } = useUrl();
  const has: Readonly<Record<TabName, boolean>> = {
    breakdown: kpi.dimensions.length > 0 && value !== null,
    distribution: value?.distribution !== null && value !== null,
    ranking: value !== null && (asked.level === 'TENANT' || asked.level === 'TEAM'),
    drivers: value !== null,
    evidence: value !== null,
    about: true,
  };
  const shown = tabs.filter((tab) => has[tab]);
  const chosen = shown.find((tab) => tab === params.get('tab')) ?? shown[0] ?? 'about';
  return (
    <Card>
      <Tabs
        label={t.kpi.parts}
        tabs={shown.map((id) => ({ id, label: t.kpi[id] }))}
        chosen={chosen}
        onChoose={(tab) => set({ tab }, { replace: true })}
      >
        {chosen === 'breakdown' && <Breakdown kpi={kpi} asked={asked} />}
        {chosen === 'distribution' && value?.distribution && (
          <Distribution distribution={value.distribution} unit={kpi.unit} count={value.count} />
        )}
        {chosen === 'ranking' && <Ranking kpi={kpi} asked={asked} />}
        {chosen === 'drivers' && <Drivers kpi={kpi} asked={asked} />}
        {chosen === 'evidence' && <EvidenceList kpi={kpi} asked={asked} />}
        {chosen === 'about' && <About kpi={kpi} value={value} />}
      </Tabs>
    </Card>
  );
}
