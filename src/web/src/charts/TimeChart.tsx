import { lazy, Suspense, useState, type ReactNode } from 'react';
import { CsvButton } from '../components/CsvButton';
import { Skeleton } from '../components/States';
import { Table } from '../components/Table';
import { Segments } from '../components/Tabs';
import { useFormats, useTexts } from '../i18n/context';
import type { Interval } from '../app/period';
import { stepName } from './step-name';
import type { Step } from './series';
import './time-chart.css';

const Plot = lazy(() => import('./Plot'));

export interface Note {
  readonly id: string;
  readonly from: string;
  readonly to: string | null;
  readonly text: string;
}

/** A KPI over time, as a chart or as a table of the same numbers. */
export function TimeChart({
  name,
  unit,
  interval,
  steps,
  before = [],
  target = null,
  notes = [],
}: {
  readonly name: string;
  readonly unit: string;
  readonly interval: Interval;
  readonly steps: readonly Step[];
  readonly before?: readonly Step[];
  readonly target?: number | null;
  readonly notes?: readonly Note[];
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const [as, setAs] = useState<'chart' | 'table'>('chart');
  const title = (step: Step): string => stepName(formats, step, interval);
  const remarks = (step: Step): string =>
    [step.incomplete && t.kpi.incompletePoint, step.provisional && t.kpi.provisionalPoint].filter(Boolean).join(', ');
  const rows = steps.map((step, at) => ({ step, before: before[at] ?? null }));
  return (
    <div className="time-chart">
      <div className="row apart">
        <Legend before={before.length > 0} target={target} steps={steps} unit={unit} />
        <div className="row no-print">
          <Segments
            label={t.tables.asTable}
            options={[
              { value: 'chart', label: t.tables.asChart },
              { value: 'table', label: t.tables.asTable },
            ]}
            chosen={as}
            onChoose={setAs}
          />
          <CsvButton
            name={`series-${interval.toLowerCase()}`}
            header={['at', t.common.value, t.common.sample, t.values.incomplete, t.values.provisional, t.kpi.before]}
            rows={() =>
              rows.map(({ step, before: other }) => [step.at, step.value, step.count, step.incomplete, step.provisional, other?.value])
            }
          />
        </div>
      </div>
      {as === 'chart' ? (
        <Suspense fallback={<Skeleton lines={1} tall />}>
          <Plot name={name} unit={unit} interval={interval} steps={steps} before={before} target={target} notes={notes} />
        </Suspense>
      ) : (
        <Table
          name="points"
          caption={t.kpi.overTime(name)}
          rows={rows}
          keyOf={({ step }) => step.at}
          columns={[
            { key: 'at', header: t.common.period, cell: ({ step }) => title(step), sort: ({ step }) => step.at },
            {
              key: 'value',
              header: t.common.value,
              cell: ({ step }) => formats.value(step.value, unit),
              sort: ({ step }) => step.value,
              number: true,
            },
            {
              key: 'count',
              header: t.common.sample,
              cell: ({ step }) => formats.number(step.count),
              sort: ({ step }) => step.count,
              number: true,
            },
            ...(before.length > 0
              ? [
                  {
                    key: 'before',
                    header: t.kpi.before,
                    cell: ({ before: other }: (typeof rows)[number]) => formats.value(other?.value ?? null, unit),
                    sort: ({ before: other }: (typeof rows)[number]) => other?.value ?? null,
                    number: true,
                  },
                ]
              : []),
            {
              key: 'remarks',
              header: t.values.provisional,
              quiet: true,
              cell: ({ step }) => <span className="muted">{remarks(step)}</span>,
            },
          ]}
        />
      )}
      {notes.length > 0 && (
        <div className="time-notes">
          <h3>{t.kpi.annotations}</h3>
          <ul>
            {notes.map(({ id, from, to, text }) => (
              <li key={id}>
                <span className="muted">{to && to !== from ? formats.days(from, to) : formats.day(from, 'long')}</span> {text}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Legend({
  before,
  target,
  steps,
  unit,
}: {
  readonly before: boolean;
  readonly target: number | null;
  readonly steps: readonly Step[];
  readonly unit: string;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  return (
    <ul className="legend">
      <li className="legend-now">{t.kpi.now}</li>
      {before && <li className="legend-before">{t.kpi.before}</li>}
      {target !== null && <li className="legend-target">{`${t.common.target} ${formats.value(target, unit)}`}</li>}
      {steps.some(({ provisional }) => provisional) && <li className="legend-moving">{t.values.provisional}</li>}
      {steps.some(({ incomplete }) => incomplete) && <li className="legend-open">{t.values.incomplete}</li>}
    </ul>
  );
}
