import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useMay } from '../../app/session';
import { useUrl } from '../../app/url';
import { Badge, Card } from '../../components/Card';
import { Button } from '../../components/Button';
import { RemoveButton } from '../../components/form/Confirm';
import { Pager } from '../../components/form/Pager';
import { useSave } from '../../components/form/save';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { toast } from '../../components/Toast';
import { RemoveReport } from '../../generated/RemoveReport';
import { Reports, type ReportsQuery } from '../../generated/Reports';
import { SendReport } from '../../generated/SendReport';
import { useFormats, useLanguage, useTexts } from '../../i18n/context';
import { ReportDialog } from './ReportDialog';
import { ReportPreview } from './ReportPreview';

export type Report = ReportsQuery['tenant']['reports']['nodes'][number];

export default function ReportsPage(): ReactNode {
  const { t, locale } = useLanguage();
  const may = useMay();
  const { params, set } = useUrl();
  const after = params.get('after');
  const variables = useMemo(() => ({ after, locale }), [after, locale]);
  const query = useQuery(Reports, variables);
  const [editing, setEditing] = useState<Report | 'new' | null>(null);
  const shown = params.get('report');
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.reports.title}</h1>
          <p>{t.reports.about}</p>
        </div>
        {may.manage && (
          <Button kind="main" icon="reports" onClick={() => setEditing('new')}>
            {t.reports.create}
          </Button>
        )}
      </div>
      <Card>
        <Loaded query={query}>
          {({ tenant }) => (
            <>
              <ReportTable
                reports={tenant.reports.nodes}
                manage={may.manage}
                onEdit={setEditing}
                onShow={(id) => set({ report: shown === id ? null : id })}
              />
              <Pager name="after" pageInfo={tenant.reports.pageInfo} />
            </>
          )}
        </Loaded>
      </Card>
      {shown && <ReportPreview id={shown} />}
      {editing && <ReportDialog report={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function ReportTable({
  reports,
  manage,
  onEdit,
  onShow,
}: {
  readonly reports: readonly Report[];
  readonly manage: boolean;
  readonly onEdit: (report: Report) => void;
  readonly onShow: (id: string) => void;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const removing = useSave(RemoveReport, ({ removeReport }) => removeReport);
  const sending = useSave(SendReport, ({ sendReport }) => sendReport);
  const send = async (id: string): Promise<void> => {
    if (await sending.save({ id })) toast(t.reports.sending);
    else toast(t.problems.UNAVAILABLE, 'worse');
  };
  const columns: readonly Column<Report>[] = [
    {
      key: 'name',
      header: t.common.name,
      cell: ({ name, scope }) => (
        <>
          <strong>{name}</strong>
          <span className="cell-sub">{scope.name}</span>
        </>
      ),
      sort: ({ name }) => name,
      csv: ({ name }) => name,
    },
    {
      key: 'every',
      header: t.reports.every,
      cell: ({ every, at }) => `${t.reports.periods[every]}, ${at}`,
      csv: ({ every }) => every,
      wide: true,
    },
    {
      key: 'to',
      header: t.reports.to,
      cell: ({ email, webhook }) => email?.to.join(', ') ?? (webhook && new URL(webhook.url).host),
      csv: ({ email, webhook }) => email?.to.join(' ') ?? webhook?.url,
      wide: true,
    },
    {
      key: 'next',
      header: t.reports.next,
      cell: ({ enabled, nextAt, lastError }) => (
        <>
          {enabled && nextAt ? formats.instant(nextAt) : <Badge>{t.reports.paused}</Badge>}
          {lastError && (
            <span className="cell-sub">
              <Badge tone="worse">{t.reports.failed}</Badge> {lastError}
            </span>
          )}
        </>
      ),
      sort: ({ nextAt }) => nextAt,
      csv: ({ nextAt }) => nextAt,
    },
    {
      key: 'actions',
      header: t.forms.actions,
      cell: (report) => (
        <span className="cell-actions">
          <Button kind="quiet" small aria-label={`${t.reports.open}: ${report.name}`} onClick={() => onShow(report.id)}>
            {t.reports.open}
          </Button>
          {manage && (
            <>
              <Button
                kind="quiet"
                small
                disabled={sending.running}
                aria-label={`${t.reports.send}: ${report.name}`}
                onClick={() => void send(report.id)}
              >
                {t.reports.send}
              </Button>
              <Button kind="quiet" small aria-label={`${t.common.edit}: ${report.name}`} onClick={() => onEdit(report)}>
                {t.common.edit}
              </Button>
              <RemoveButton
                label={report.name}
                question={t.reports.removeAsk(report.name)}
                saving={removing}
                variables={{ id: report.id }}
              />
            </>
          )}
        </span>
      ),
      number: true,
    },
  ];
  return (
    <Table
      name="reports"
      caption={t.reports.about}
      columns={columns}
      rows={reports}
      keyOf={({ id }) => id}
      empty={t.reports.none}
      csvName="reports"
    />
  );
}
