import { useMemo, useState, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { useMay } from '../../app/session';
import { useUrl } from '../../app/url';
import { Button } from '../../components/Button';
import { Badge, Card } from '../../components/Card';
import { RemoveButton } from '../../components/form/Confirm';
import { useCatalogue } from '../../components/form/KpiSelect';
import { Pager } from '../../components/form/Pager';
import { useSave } from '../../components/form/save';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { RemoveReport } from '../../generated/RemoveReport';
import { Reports, type ReportsQuery } from '../../generated/Reports';
import { useFormats, useLanguage, useTexts } from '../../i18n/context';
import { ReportDialog } from './ReportDialog';

export type Report = ReportsQuery['tenant']['reports']['nodes'][number];

export default function ReportsPage(): ReactNode {
  const { t, locale } = useLanguage();
  const may = useMay();
  const { params } = useUrl();
  const after = params.get('after');
  const query = useQuery(
    Reports,
    useMemo(() => ({ after, locale }), [after, locale]),
  );
  const kpis = useCatalogue();
  const [open, setOpen] = useState<Report | 'new' | null>(null);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.reports.title}</h1>
          <p>{t.reports.about}</p>
        </div>
        {may.manage && (
          <Button kind="main" icon="reports" onClick={() => setOpen('new')}>
            {t.reports.make}
          </Button>
        )}
      </div>
      <Card>
        <Loaded query={query}>
          {({ tenant: { reports } }) => (
            <>
              <ReportTable reports={reports.nodes} onEdit={may.manage ? setOpen : null} />
              <Pager name="after" pageInfo={reports.pageInfo} />
            </>
          )}
        </Loaded>
      </Card>
      {open && <ReportDialog report={open === 'new' ? null : open} kpis={kpis} onClose={() => setOpen(null)} />}
    </>
  );
}

function ReportTable({
  reports,
  onEdit,
}: {
  readonly reports: readonly Report[];
  readonly onEdit: ((report: Report) => void) | null;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const removing = useSave(RemoveReport, ({ removeReport }) => removeReport);
  const columns: readonly Column<Report>[] = [
    {
      key: 'name',
      header: t.common.name,
      cell: ({ id, name, scope }) => (
        <>
          <AppLink to={`/reports/${encodeURIComponent(id)}`}>{name}</AppLink>
          <span className="cell-sub">
            {t.levels[scope.level]}: {scope.name}
          </span>
        </>
      ),
      sort: ({ name }) => name,
    },
    {
      key: 'every',
      header: t.reports.every,
      cell: ({ every, at }) => t.reports.whenAt(t.reports[every], at),
      sort: ({ every }) => every,
      wide: true,
    },
    {
      key: 'to',
      header: t.reports.sentTo,
      cell: ({ email, webhook }) => (
        <>
          {email && <span title={email.to.join(', ')}>{t.reports.addresses(formats.number(email.to.length))}</span>}
          {webhook && <span className="cell-sub">{webhook.url}</span>}
        </>
      ),
      wide: true,
    },
    {
      key: 'next',
      header: t.reports.next,
      cell: ({ nextAt, enabled }) => (enabled && nextAt ? formats.instant(nextAt) : <Badge>{t.reports.paused}</Badge>),
      sort: ({ nextAt }) => nextAt,
    },
    {
      key: 'last',
      header: t.reports.last,
      cell: ({ lastAt, lastError }) => (
        <>
          {lastAt === null ? <span className="muted">{t.reports.notYet}</span> : formats.instant(lastAt)}
          {lastError !== null && (
            <span className="cell-sub">
              <Badge tone="worse">{t.reports.failed}</Badge> <span lang="en">{lastError}</span>
            </span>
          )}
        </>
      ),
      sort: ({ lastAt }) => lastAt,
      wide: true,
    },
    ...(onEdit
      ? [
          {
            key: 'actions',
            header: t.forms.actions,
            cell: (report: Report) => (
              <span className="cell-actions">
                <Button kind="quiet" small onClick={() => onEdit(report)} aria-label={`${t.common.edit}: ${report.name}`}>
                  {t.common.edit}
                </Button>
                <RemoveButton
                  label={report.name}
                  question={t.reports.removeAsk(report.name)}
                  saving={removing}
                  variables={{ id: report.id }}
                />
              </span>
            ),
            number: true,
          },
        ]
      : []),
  ];
  return <Table name="reports" caption={t.reports.title} columns={columns} rows={reports} keyOf={({ id }) => id} empty={t.reports.none} />;
}
