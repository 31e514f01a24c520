import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { scopePath } from '../../app/scope';
import { useUrl, useView } from '../../app/url';
import { Bar } from '../../charts/Bar';
import { EmptyState, Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { Segments } from '../../components/Tabs';
import { valueName } from '../../components/words';
import { KpiDrivers, type KpiDriversQuery } from '../../generated/KpiDrivers';
import { useFormats, useLanguage } from '../../i18n/context';
import type { KpiData } from './page';
import type { Asked } from './scope';
import { TagName, useTag } from './TagName';

type Found = NonNullable<NonNullable<NonNullable<NonNullable<KpiDriversQuery['scope']>['scorecard']>['value']>['drivers']>;

interface Row {
  readonly key: string;
  readonly name: ReactNode;
  readonly text: string;
  readonly before: number | null;
  readonly now: number | null;
  readonly contribution: number;
  readonly mix: number | null;
  readonly rate: number | null;
}

/** Why the value is another one than before: what moved it, most first; the parts add up to the change. */
export function Drivers({ kpi, asked }: { readonly kpi: KpiData; readonly asked: Asked }): ReactNode {
  const { t } = useLanguage();
  const { params, set } = useUrl();
  const { yearAgo } = useView();
  const options = [
    ...(asked.level === 'TENANT' ? (['TEAM', 'AGENT'] as const) : asked.level === 'TEAM' ? (['AGENT'] as const) : []),
    ...kpi.dimensions,
  ];
  const by = options.find((one) => one === params.get('driver')?.toUpperCase()) ?? options[0];
  const { tag, tags } = useTag(by === 'TAG');
  const { code, level, key, period, where } = asked;
  const variables = useMemo(
    () =>
      by && !where && (by !== 'TAG' || tag !== '') ? { code, level, key, period, against: null, by, tag: by === 'TAG' ? tag : null } : null,
    [code, level, key, period, by, tag, where],
  );
  const query = useQuery(KpiDrivers, variables);
  if (where) return <EmptyState>{t.kpi.driversFilter}</EmptyState>;
  if (!by) return <EmptyState>{t.problems.KPI_HAS_NO_DRIVERS}</EmptyState>;
  return (
    <>
      <Segments
        label={t.kpi.by}
        options={options.map((one) => ({ value: one, label: one === 'TEAM' || one === 'AGENT' ? t.levels[one] : t.dimensions[one] }))}
        chosen={by}
        onChoose={(one) => set({ driver: one.toLowerCase() }, { replace: true })}
      />
      {by === 'TAG' && <TagName tag={tag} tags={tags} />}
      {yearAgo && <p className="muted">{t.periods.comparePrevious}</p>}
      {variables && (
        <Loaded query={query}>
          {({ scope }) => {
            const found = scope?.scorecard?.value?.drivers;
            const [problem] = query.problems;
            if (!found) return <EmptyState>{problem ? t.problems[problem.code] : t.problems.KPI_HAS_NO_DRIVERS}</EmptyState>;
            return <Found kpi={kpi} found={found} by={by} />;
          }}
        </Loaded>
      )}
    </>
  );
}

function Found({ kpi, found, by }: { readonly kpi: KpiData; readonly found: Found; readonly by: string }): ReactNode {
  const { t } = useLanguage();
  const formats = useFormats();
  const { against, before, now, change, items, rest } = found;
  if (change === null) return <EmptyState>{t.kpi.noDrivers}</EmptyState>;
  const rows: Row[] = items.map((item, at) => ({
    key: item.value ?? String(at),
    name: item.scope ? (
      <AppLink to={scopePath(item.scope)}>{item.scope.name}</AppLink>
    ) : item.value ? (
      valueName(t, by, item.value)
    ) : (
      t.kpi.unnamed
    ),
    text: item.scope?.name ?? item.value ?? '',
    before: item.before,
    now: item.now,
    contribution: item.contribution,
    mix: item.mix,
    rate: item.rate,
  }));
  if (rest) rows.push({ key: ' rest', name: t.kpi.rest, text: t.kpi.rest, before: null, now: null, ...rest });
  const parts = rows.map(({ contribution }) => contribution);
  const [low, high] = [Math.min(0, ...parts), Math.max(0, ...parts)];
  const good = (value: number): 'plain' | 'better' | 'worse' =>
    kpi.direction === 'NONE' || value === 0 ? 'plain' : value > 0 === (kpi.direction === 'UP') ? 'better' : 'worse';
  const share = (value: number | null): string => (value === null ? '' : formats.change(value, kpi.unit));
  const split = rows.some(({ mix }) => mix !== null);
  const columns: readonly Column<Row>[] = [
    { key: 'name', header: t.common.name, cell: ({ name }) => name, csv: ({ text }) => text },
    {
      key: 'bar',
      header: t.tables.asChart,
      quiet: true,
      cell: ({ contribution }) => <Bar value={contribution} low={low} high={high} tone={good(contribution)} />,
    },
    {
      key: 'contribution',
      header: t.kpi.contribution,
      cell: ({ contribution }) => <strong>{share(contribution)}</strong>,
      csv: ({ contribution }) => contribution,
      number: true,
    },
    ...(split
      ? [
          { key: 'mix', header: t.kpi.mix, cell: ({ mix }: Row) => share(mix), csv: ({ mix }: Row) => mix, number: true, wide: true },
          { key: 'rate', header: t.kpi.rate, cell: ({ rate }: Row) => share(rate), csv: ({ rate }: Row) => rate, number: true, wide: true },
        ]
      : []),
    {
      key: 'before',
      header: t.kpi.before,
      cell: ({ before: then }) => formats.value(then, kpi.unit),
      csv: ({ before: then }) => then,
      number: true,
      wide: true,
    },
    {
      key: 'now',
      header: t.kpi.now,
      cell: ({ now: at }) => formats.value(at, kpi.unit),
      csv: ({ now: at }) => at,
      number: true,
      wide: true,
    },
  ];
  return (
    <>
      <p>
        {t.kpi.driversAbout(
          formats.value(before, kpi.unit),
          formats.days(against.from, against.to),
          formats.value(now, kpi.unit),
          formats.change(change, kpi.unit),
        )}
      </p>
      <Table
        name="drivers"
        caption={t.kpi.drivers}
        csvName={`${kpi.code}-drivers`}
        columns={columns}
        rows={rows}
        keyOf={({ key }) => key}
      />
    </>
  );
}
