import type { ReactNode } from 'react';
import { Bar } from '../../charts/Bar';
import { Table } from '../../components/Table';
import { useFormats, useTexts } from '../../i18n/context';
import type { KpiPageValue } from './page';

type Values = NonNullable<KpiPageValue['distribution']>;

/** How durations spread: percentiles as lengths, with the mean among them. */
export function Distribution({
  distribution,
  unit,
  count,
}: {
  readonly distribution: Values;
  readonly unit: string;
  readonly count: number;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { mean, min, p50, p75, p90, p95, p99, max } = distribution;
  const rows = [
    { name: t.kpi.min, value: min },
    { name: t.kpi.percentile('50'), value: p50 },
    { name: t.kpi.mean, value: mean },
    { name: t.kpi.percentile('75'), value: p75 },
    { name: t.kpi.percentile('90'), value: p90 },
    { name: t.kpi.percentile('95'), value: p95 },
    { name: t.kpi.percentile('99'), value: p99 },
    { name: t.kpi.max, value: max },
  ];
  return (
    <>
      <p className="muted">{t.values.n(formats.number(count))}</p>
      <Table
        name="distribution"
        caption={t.kpi.distribution}
        csvName="distribution"
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { key: 'name', header: t.kpi.measure, cell: ({ name }) => name, csv: ({ name }) => name },
          // A long tail would leave the others no length: it is cut where 99 % are, and the number says the rest.
          {
            key: 'bar',
            header: t.tables.asChart,
            quiet: true,
            cell: ({ value }) => <Bar value={Math.min(value, p99)} low={0} high={p99} />,
          },
          {
            key: 'value',
            header: t.common.value,
            cell: ({ value }) => formats.value(value, unit),
            csv: ({ value }) => value,
            number: true,
          },
        ]}
      />
    </>
  );
}
