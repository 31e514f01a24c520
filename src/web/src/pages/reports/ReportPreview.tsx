import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { Badge, Card } from '../../components/Card';
import { Button } from '../../components/Button';
import { EmptyState, Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { save } from '../../format/csv';
import { Report as Document, type ReportQuery } from '../../generated/Report';
import { useFormats, useTexts } from '../../i18n/context';
import { parseCsv } from '../import/csv';

type Found = Extract<NonNullable<ReportQuery['node']>, { readonly csv: string | null }>;
type Delivery = Found['deliveries']['nodes'][number];
const tones = { WAITING: 'plain', SENT: 'better', FAILED: 'worse' } as const;

/** The report as a table of this page. Its own HTML is only given as a file: nothing of it is run or styled here. */
export function ReportPreview({ id }: { readonly id: string }): ReactNode {
  const t = useTexts();
  const variables = useMemo(() => ({ id }), [id]);
  const query = useQuery(Document, variables);
  return (
    <Loaded query={query} lines={8}>
      {({ node }) => (node && 'csv' in node ? <Shown report={node as Found} /> : <EmptyState>{t.problems.NOT_FOUND}</EmptyState>)}
    </Loaded>
  );
}

function Shown({ report }: { readonly report: Found }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { header, rows } = parseCsv(report.csv ?? '', 500, true);
  const columns: readonly Column<Delivery>[] = [
    {
      key: 'period',
      header: t.common.period,
      cell: ({ period }) => formats.days(period.from, period.to),
      csv: ({ period }) => period.from,
    },
    { key: 'at', header: t.reports.at, cell: ({ at }) => formats.instant(at), csv: ({ at }) => at },
    {
      key: 'state',
      header: t.forms.state,
      cell: ({ state, error }) => (
        <>
          <Badge tone={tones[state]}>{t.reports.states[state]}</Badge>
          {error && <span className="cell-sub">{error}</span>}
        </>
      ),
      csv: ({ state }) => state,
    },
    {
      key: 'attempts',
      header: t.reports.attempts,
      cell: ({ attempts }) => formats.number(attempts),
      csv: ({ attempts }) => attempts,
      number: true,
    },
  ];
  return (
    <>
      <Card
        title={t.reports.preview(report.name)}
        actions={
          <>
            {report.html && (
              <Button small icon="download" onClick={() => save('report.html', report.html ?? '', 'text/html')}>
                {t.reports.downloadHtml}
              </Button>
            )}
            {report.csv && (
              <Button small icon="download" onClick={() => save('report.csv', report.csv ?? '')}>
                {t.reports.downloadCsv}
              </Button>
            )}
          </>
        }
      >
        {rows.length === 0 ? (
          <EmptyState>{t.tables.empty}</EmptyState>
        ) : (
          <div className="table-scroll" role="region" aria-label={t.reports.open} tabIndex={0}>
            <table className="table">
              <thead>
                <tr>
                  {header.map((name, at) => (
                    <th key={at} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ line, cells }) => (
                  <tr key={line}>
                    {header.map((_, at) => (
                      <td key={at}>{cells[at]}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
      <Card title={t.reports.deliveries}>
        <Table
          name="deliveries"
          caption={t.reports.attempts}
          columns={columns}
          rows={report.deliveries.nodes}
          keyOf={({ at }) => at}
          empty={t.reports.noDeliveries}
        />
      </Card>
    </>
  );
}
