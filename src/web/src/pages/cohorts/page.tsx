import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useUrl, useView } from '../../app/url';
import { Card } from '../../components/Card';
import { CsvButton } from '../../components/CsvButton';
import { EmptyState, Loaded } from '../../components/States';
import { Segments } from '../../components/Tabs';
import { Cohorts, type CohortsQuery } from '../../generated/Cohorts';
import { useFormats, useLanguage } from '../../i18n/context';
import './cohorts.css';

type Row = NonNullable<CohortsQuery['tenant']['cohorts']>['rows'][number];
type Measure = 'CUSTOMERS' | 'REVENUE';

/** Months have to be old enough to tell something: a year unless the address says a period itself. */
const usual = { preset: 'LAST_YEAR' } as const;

export default function CohortsPage(): ReactNode {
  const { t } = useLanguage();
  const { params, set } = useUrl();
  const { period } = useView();
  const of: Measure = params.get('of') === 'revenue' ? 'REVENUE' : 'CUSTOMERS';
  const asked = params.has('period') ? period : usual;
  const variables = useMemo(() => ({ period: asked, of }), [asked, of]);
  const query = useQuery(Cohorts, variables);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.cohorts.title}</h1>
          <p>{t.cohorts.about}</p>
        </div>
        <Segments
          label={t.cohorts.of}
          options={[
            { value: 'CUSTOMERS', label: t.cohorts.CUSTOMERS },
            { value: 'REVENUE', label: t.cohorts.REVENUE },
          ]}
          chosen={of}
          onChoose={(one) => set({ of: one === 'REVENUE' ? 'revenue' : null })}
        />
      </div>
      <Card>
        <Loaded query={query} lines={8}>
          {({ tenant }) => {
            const [problem] = query.problems;
            if (!tenant.cohorts) return <EmptyState>{problem ? t.problems[problem.code] : t.cohorts.none}</EmptyState>;
            if (tenant.cohorts.rows.every(({ size }) => size === 0)) return <EmptyState>{t.cohorts.none}</EmptyState>;
            return <HeatMap rows={tenant.cohorts.rows} of={of} />;
          }}
        </Loaded>
        <p className="muted">{t.cohorts.hint}</p>
      </Card>
    </>
  );
}

/** Six steps; the number stands in every cell, so that the shade only leads the eye. */
function shade(percent: number | null): string {
  if (percent === null) return 'cohort-none';
  return `cohort-${Math.max(0, Math.min(5, Math.floor((percent - 40) / 10)))}`;
}

function HeatMap({ rows, of }: { readonly rows: readonly Row[]; readonly of: Measure }): ReactNode {
  const { t } = useLanguage();
  const formats = useFormats();
  const ages = Math.max(...rows.map(({ cells }) => cells.length));
  const amount = (value: number): string => (of === 'REVENUE' ? formats.money(value) : formats.number(value));
  const columns = Array.from({ length: ages }, (_, age) => age);
  return (
    <>
      <div className="row apart">
        <ul className="cohort-scale" aria-label={t.cohorts.scale}>
          {[40, 50, 60, 70, 80, 90].map((from) => (
            <li key={from} className={shade(from)}>
              {from === 40 ? `< ${formats.percent(50)}` : `${formats.percent(from, 0)} +`}
            </li>
          ))}
        </ul>
        <CsvButton
          name="cohorts"
          header={[t.cohorts.month, t.cohorts.size, ...columns.map((age) => t.cohorts.age(String(age)))]}
          rows={() =>
            rows.map(({ month, size, cells }) => [month, size, ...columns.map((age) => cells.find((cell) => cell.age === age)?.percent)])
          }
        />
      </div>
      <div className="cohort-scroll" role="group" aria-label={t.cohorts.title} tabIndex={0}>
        <table className="cohorts">
          <caption className="visually-hidden">{t.cohorts.title}</caption>
          <thead>
            <tr>
              <th scope="col">{t.cohorts.month}</th>
              <th scope="col">{t.cohorts.size}</th>
              {columns.map((age) => (
                <th key={age} scope="col" title={t.cohorts.age(formats.number(age))}>
                  {formats.number(age)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ month, size, cells }) => (
              <tr key={month}>
                <th scope="row">{formats.month(month)}</th>
                <td className="cohort-size">{amount(size)}</td>
                {columns.map((age) => {
                  const cell = cells.find((one) => one.age === age);
                  if (!cell) return <td key={age} />;
                  const told = cell.percent === null ? t.values.nothing : t.cohorts.kept(amount(cell.kept), formats.percent(cell.percent));
                  return (
                    <td
                      key={age}
                      className={`${shade(cell.percent)}${cell.incomplete ? ' cohort-incomplete' : ''}`}
                      title={cell.incomplete ? `${told} – ${t.values.incomplete}` : told}
                    >
                      {cell.percent === null ? '–' : formats.percent(cell.percent, 0)}
                      {cell.incomplete && <span className="visually-hidden"> {t.values.incomplete}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
