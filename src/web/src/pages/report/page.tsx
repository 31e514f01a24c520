import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import type { PageProps } from '../../app/routes/route';
import { useMay } from '../../app/session';
import { useUrl } from '../../app/url';
import { Button } from '../../components/Button';
import { Badge, Card } from '../../components/Card';
import { ErrorPart } from '../../components/ErrorPart';
import { Pager } from '../../components/form/Pager';
import { SafeFrame } from '../../components/SafeFrame';
import { EmptyState, Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { save } from '../../format/csv';
import { OneReport, type OneReportQuery } from '../../generated/OneReport';
import { useFormats, useTexts } from '../../i18n/context';
import { SendNow } from './SendNow';

type Report = Extract<NonNullable<OneReportQuery['node']>, { readonly id: string }>;
type Row = Report['deliveries']['edges'][number];

export default function ReportPage({ params: { id = '' } }: PageProps): ReactNode {
  const t = useTexts();
  const { params } = useUrl();
  const after = params.get('after');
  const query = useQuery(
    OneReport,
    useMemo(() => ({ id, after }), [id, after]),
  );
  const found = query.data?.node;
  const report = found && 'id' in found ? found : null;
  const may = useMay();
  return (
    <>
      <div className="page-head">
        <div>
          <p>
            <AppLink to="/reports">{t.reports.all}</AppLink>
          </p>
          <h1>{report?.name ?? t.reports.title}</h1>
          <p>{report?.scope.name}</p>
        </div>
        {report && (
          <div className="row">
            {report.csv !== null && (
              <Button icon="download" onClick={() => save(`${report.name}.csv`, report.csv ?? '')}>
                {t.reports.download}
              </Button>
            )}
            {may.manage && <SendNow id={report.id} name={report.name} />}
          </div>
        )}
      </div>
      <Loaded query={query} lines={8}>
        {() =>
          report === null ? (
            <EmptyState>{t.problems.NOT_FOUND}</EmptyState>
          ) : (
            <>
              <Card title={t.reports.deliveries}>
                <Deliveries rows={report.deliveries.edges} />
                <Pager name="after" pageInfo={report.deliveries.pageInfo} />
              </Card>
              <Card title={t.reports.preview} about={t.reports.previewAbout}>
                {report.html !== null ? (
                  <SafeFrame title={`${t.reports.preview}: ${report.name}`} html={report.html} />
                ) : query.problems[0] ? (
                  <ErrorPart problem={query.problems[0]} />
                ) : (
                  <EmptyState>{t.reports.noPreview}</EmptyState>
                )}
              </Card>
            </>
          )
        }
      </Loaded>
    </>
  );
}

function Deliveries({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const columns: readonly Column<Row>[] = [
    { key: 'at', header: t.reports.made, cell: ({ node }) => formats.instant(node.at) },
    { key: 'of', header: t.reports.of, cell: ({ node }) => formats.days(node.period.from, node.period.to), wide: true },
    {
      key: 'state',
      header: t.forms.state,
      cell: ({ node: { state } }) => (
        <Badge tone={({ SENT: 'better', WAITING: 'plain', FAILED: 'worse' } as const)[state]}>{t.reports[state]}</Badge>
      ),
    },
    { key: 'attempts', header: t.reports.attempts, cell: ({ node }) => formats.number(node.attempts), number: true },
    { key: 'error', header: t.reports.error, cell: ({ node }) => node.error && <span lang="en">{node.error}</span> },
  ];
  return (
    <Table
      name="deliveries"
      caption={t.reports.deliveries}
      columns={columns}
      rows={rows}
      keyOf={({ cursor }) => cursor}
      empty={t.reports.noDeliveries}
    />
  );
}
