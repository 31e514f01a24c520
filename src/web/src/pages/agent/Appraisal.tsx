import type { ReactNode } from 'react';
import { AppLink } from '../../app/link';
import { Card } from '../../components/Card';
import { Table } from '../../components/Table';
import { useFormats, useTexts } from '../../i18n/context';
import type { AgentData } from './page';

type Value = NonNullable<NonNullable<AgentData['scorecard']>['appraisal']>;
type Part = NonNullable<Value['parts']>[number];

/** The appraisal as the sum of its parts: nothing counts that is not shown. */
export function Appraisal({ value }: { readonly value: Value }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const all = (value.parts ?? []).reduce((sum, { weight }) => sum + (weight ?? 0), 0);
  return (
    <Card title={`${t.agents.appraisal}: ${formats.value(value.value, '0–100')}`} about={t.agents.appraisalAbout}>
      <Table<Part>
        name="appraisal"
        caption={t.agents.appraisal}
        rows={value.parts ?? []}
        keyOf={({ name }) => name}
        columns={[
          {
            key: 'name',
            header: t.agents.part,
            cell: ({ name, kpi }) => (kpi ? <AppLink to={`/kpis/${kpi.code}`}>{kpi.name}</AppLink> : name),
            csv: ({ name }) => name,
          },
          {
            key: 'weight',
            header: t.agents.weight,
            cell: ({ weight }) => (weight === null || all === 0 ? '–' : formats.percent((weight / all) * 100, 0)),
            csv: ({ weight }) => weight,
            number: true,
          },
          {
            key: 'value',
            header: t.common.value,
            cell: ({ value: part, small }) => (
              <span className={small ? 'kpi-value-unsure' : undefined}>{formats.value(part, '0–100')}</span>
            ),
            csv: ({ value: part }) => part,
            number: true,
          },
          {
            key: 'count',
            header: t.common.sample,
            cell: ({ count, small }) => (
              <span className={small ? 'kpi-small' : undefined} title={small ? t.values.small : undefined}>
                {formats.number(count)}
              </span>
            ),
            csv: ({ count }) => count,
            number: true,
          },
        ]}
      />
    </Card>
  );
}
