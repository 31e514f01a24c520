import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { filterText, type Dimension } from '../../app/filter';
import { useUrl, useView } from '../../app/url';
import { Bar } from '../../charts/Bar';
import { Button } from '../../components/Button';
import { Change } from '../../components/Change';
import { EmptyState, Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { Segments } from '../../components/Tabs';
import { ValueCell } from '../../components/ValueCell';
import { valueName } from '../../components/words';
import { KpiBreakdown, type KpiBreakdownQuery } from '../../generated/KpiBreakdown';
import { useFormats, useLanguage } from '../../i18n/context';
import type { KpiData } from './page';
import type { Asked } from './scope';
import { TagName, useTag } from './TagName';

type Item = NonNullable<NonNullable<KpiBreakdownQuery['scope']>['breakdown']>[number];

/** The KPI by the values of a dimension; each value can be made the filter of the page. */
export function Breakdown({ kpi, asked }: { readonly kpi: KpiData; readonly asked: Asked }): ReactNode {
  const { t, locale } = useLanguage();
  const { params, set } = useUrl();
  const { previous, yearAgo } = useView();
  const by = kpi.dimensions.find((one) => one === params.get('by')?.toUpperCase()) ?? kpi.dimensions[0] ?? 'CHANNEL';
  const { tag, tags } = useTag(by === 'TAG');
  const { code, level, key, period } = asked;
  const variables = useMemo(
    () => (by === 'TAG' && tag === '' ? null : { code, level, key, period, by, tag: by === 'TAG' ? tag : null, locale, previous, yearAgo }),
    [code, level, key, period, by, tag, locale, previous, yearAgo],
  );
  const query = useQuery(KpiBreakdown, variables);
  return (
    <>
      <div className="tools">
        <Segments
          label={t.kpi.by}
          options={kpi.dimensions.map((one) => ({ value: one, label: t.dimensions[one] }))}
          chosen={by}
          onChoose={(one) => set({ by: one.toLowerCase() }, { replace: true })}
        />
        {by === 'TAG' && <TagName tag={tag} tags={tags} />}
      </div>
      {variables && (
        <Loaded query={query}>
          {({ scope }) =>
            scope?.breakdown ? (
              <Items kpi={kpi} items={scope.breakdown} by={by} tag={tag} />
            ) : (
              <EmptyState>{query.problems[0] ? t.problems[query.problems[0].code] : t.kpi.noBreakdown}</EmptyState>
            )
          }
        </Loaded>
      )}
    </>
  );
}

function Items({
  kpi,
  items,
  by,
  tag,
}: {
  readonly kpi: KpiData;
  readonly items: readonly Item[];
  readonly by: Dimension;
  readonly tag: string;
}): ReactNode {
  const { t } = useLanguage();
  const formats = useFormats();
  const { set } = useUrl();
  const values = items.map(({ result }) => result.value ?? 0);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const changeOf: Column<Item> = {
    key: 'change',
    header: t.common.change,
    cell: ({ result }) => <Change comparison={result.previous ?? result.yearAgo} unit={kpi.unit} brief />,
    sort: ({ result }) => (result.previous ?? result.yearAgo)?.change ?? null,
    csv: ({ result }) => (result.previous ?? result.yearAgo)?.change,
    number: true,
  };
  const name = (value: string): string => (value === '' ? t.kpi.unnamed : valueName(t, by, value));
  return (
    <Table
      name="breakdown"
      caption={`${kpi.name}: ${t.dimensions[by]}`}
      csvName={`${kpi.code}-by-${by.toLowerCase()}`}
      rows={items}
      keyOf={({ value }) => value}
      columns={[
        {
          key: 'value',
          header: t.dimensions[by],
          cell: ({ value }) => name(value),
          sort: ({ value }) => name(value),
          csv: ({ value }) => value,
        },
        {
          key: 'bar',
          header: t.tables.asChart,
          quiet: true,
          cell: ({ result }) => <Bar value={result.value} low={low} high={high} />,
          wide: true,
        },
        {
          key: 'result',
          header: kpi.name,
          cell: ({ result }) => <ValueCell value={{ ...result, previous: null, yearAgo: null }} />,
          sort: ({ result }) => result.value,
          csv: ({ result }) => result.value,
          number: true,
        },
        ...(items.some(({ result }) => result.previous ?? result.yearAgo) ? [changeOf] : []),
        {
          key: 'count',
          header: t.common.sample,
          cell: ({ result }) => formats.number(result.count),
          sort: ({ result }) => result.count,
          csv: ({ result }) => result.count,
          number: true,
        },
        {
          key: 'filter',
          header: t.common.apply,
          quiet: true,
          cell: ({ value }) =>
            value !== '' && (
              <Button
                small
                kind="quiet"
                icon="filter"
                aria-label={t.kpi.onlyThis(name(value))}
                title={t.kpi.onlyThis(name(value))}
                onClick={() => set({ where: filterText({ dimension: by, values: [value], ...(by === 'TAG' && { tag }) }) })}
              />
            ),
        },
      ]}
    />
  );
}
