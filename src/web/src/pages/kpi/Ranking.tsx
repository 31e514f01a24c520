import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { scopePath } from '../../app/scope';
import { useUrl, useView } from '../../app/url';
import { Bar } from '../../charts/Bar';
import { Change } from '../../components/Change';
import { Select } from '../../components/Field';
import { EmptyState, Loaded } from '../../components/States';
import { Table } from '../../components/Table';
import { Segments } from '../../components/Tabs';
import { ValueCell } from '../../components/ValueCell';
import type { RankingFieldsFragment } from '../../generated/fragments';
import { KpiRanking } from '../../generated/KpiRanking';
import { useFormats, useLanguage } from '../../i18n/context';
import type { KpiData } from './page';
import type { Asked } from './scope';

const below = { TENANT: ['TEAM', 'AGENT', 'CUSTOMER'], TEAM: ['AGENT'], AGENT: [], CUSTOMER: [] } as const;
const counts = ['1', '5', '10', '30', '100'] as const;

/** Who is first and who is last, among those with enough to be told by. */
export function Ranking({ kpi, asked }: { readonly kpi: KpiData; readonly asked: Asked }): ReactNode {
  const { t, locale } = useLanguage();
  const { params, set } = useUrl();
  const { previous, yearAgo } = useView();
  const levels = below[asked.level].filter((level) => kpi.levels.includes(level));
  const level = levels.find((one) => one === params.get('rank')?.toUpperCase()) ?? levels[0];
  const worst = params.get('order') === 'worst';
  const min = counts.find((one) => one === params.get('min')) ?? '5';
  const { code, key, period, where } = asked;
  const ofTeam = asked.level === 'TEAM';
  const variables = useMemo(
    () =>
      level && {
        code,
        period,
        where,
        team: key,
        ofTeam,
        ofTenant: !ofTeam,
        level,
        worst,
        minCount: Number(min),
        locale,
        previous,
        yearAgo,
      },
    [code, period, where, key, ofTeam, level, worst, min, locale, previous, yearAgo],
  );
  const query = useQuery(KpiRanking, variables ?? null);
  if (!level) return <EmptyState>{t.kpi.noRanking}</EmptyState>;
  const directed = kpi.direction !== 'NONE';
  return (
    <>
      <div className="tools">
        <Segments
          label={t.common.level}
          options={levels.map((one) => ({ value: one, label: t.levels[one] }))}
          chosen={level}
          onChoose={(one) => set({ rank: one.toLowerCase() }, { replace: true })}
        />
        <Segments
          label={t.tables.sortBy(kpi.name)}
          options={[
            { value: 'best', label: directed ? t.kpi.best : t.kpi.highest },
            { value: 'worst', label: directed ? t.kpi.worst : t.kpi.lowest },
          ]}
          chosen={worst ? 'worst' : 'best'}
          onChoose={(one) => set({ order: one === 'worst' ? one : null }, { replace: true })}
        />
        <Select
          label={t.kpi.minCount}
          hideLabel
          options={counts.map((one) => ({ value: one, label: `${t.kpi.minCount} ${one} ${t.kpi.observations}` }))}
          value={min}
          onChange={(event) => set({ min: event.target.value }, { replace: true })}
        />
      </div>
      <Loaded query={query}>
        {({ tenant }) => {
          const entries = ofTeam ? tenant.team?.ranking : tenant.ranking;
          const [problem] = query.problems;
          if (!entries) return <EmptyState>{problem ? t.problems[problem.code] : t.kpi.noRanking}</EmptyState>;
          return <Places kpi={kpi} entries={entries} />;
        }}
      </Loaded>
    </>
  );
}

function Places({ kpi, entries }: { readonly kpi: KpiData; readonly entries: readonly RankingFieldsFragment[] }): ReactNode {
  const { t } = useLanguage();
  const formats = useFormats();
  const values = entries.map(({ result }) => result.value ?? 0);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  return (
    <Table
      name="places"
      caption={`${t.kpi.ranking}: ${kpi.name}`}
      csvName={`${kpi.code}-ranking`}
      rows={entries}
      keyOf={({ scope }) => scope.key}
      columns={[
        {
          key: 'position',
          header: t.teams.position,
          cell: ({ position }) => formats.number(position),
          csv: ({ position }) => position,
          number: true,
        },
        {
          key: 'name',
          header: t.common.name,
          cell: ({ scope }) => <AppLink to={scopePath(scope)}>{scope.name}</AppLink>,
          sort: ({ scope }) => scope.name,
          csv: ({ scope }) => scope.name,
        },
        {
          key: 'bar',
          header: t.tables.asChart,
          quiet: true,
          cell: ({ result }) => <Bar value={result.value} low={low} high={high} />,
          wide: true,
        },
        {
          key: 'value',
          header: kpi.name,
          cell: ({ result }) => <ValueCell value={{ ...result, previous: null, yearAgo: null }} />,
          sort: ({ result }) => result.value,
          csv: ({ result }) => result.value,
          number: true,
        },
        {
          key: 'change',
          header: t.common.change,
          cell: ({ result }) => <Change comparison={result.previous ?? result.yearAgo} unit={kpi.unit} brief />,
          sort: ({ result }) => (result.previous ?? result.yearAgo)?.change ?? null,
          csv: ({ result }) => (result.previous ?? result.yearAgo)?.change,
          number: true,
        },
        {
          key: 'count',
          header: t.common.sample,
          cell: ({ result }) => formats.number(result.count),
          sort: ({ result }) => result.count,
          csv: ({ result }) => result.count,
          number: true,
        },
      ]}
    />
  );
}
