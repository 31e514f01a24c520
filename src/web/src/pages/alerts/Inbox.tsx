import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { AppLink } from '../../app/link';
import { useNow } from '../../app/now';
import { scopePath, scopeText } from '../../app/scope';
import { useMay } from '../../app/session';
import { useUrl } from '../../app/url';
import { Badge, Card } from '../../components/Card';
import { Button } from '../../components/Button';
import { Pager } from '../../components/form/Pager';
import { useSave } from '../../components/form/save';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { Segments } from '../../components/Tabs';
import { toast } from '../../components/Toast';
import { AcknowledgeAlert } from '../../generated/AcknowledgeAlert';
import { Alerts, type AlertsQuery } from '../../generated/Alerts';
import { useFormats, useLanguage } from '../../i18n/context';

type Row = AlertsQuery['tenant']['alerts']['nodes'][number];
const shown = ['open', 'closed', 'every'] as const;

export function Inbox(): ReactNode {
  const { t, locale } = useLanguage();
  const { params, set } = useUrl();
  const which = shown.find((one) => one === params.get('state')) ?? 'open';
  const after = params.get('after');
  const variables = useMemo(() => ({ open: { open: true, closed: false, every: null }[which], after, locale }), [which, after, locale]);
  const query = useQuery(Alerts, variables);
  return (
    <Card
      title={t.alerts.inbox}
      actions={
        <Segments
          label={t.forms.state}
          options={shown.map((value) => ({ value, label: t.alerts[value] }))}
          chosen={which}
          onChoose={(value) => set({ state: value === 'open' ? null : value, after: null })}
        />
      }
    >
      <Loaded query={query}>
        {({ tenant }) => (
          <>
            <AlertTable rows={tenant.alerts.nodes} />
            <Pager name="after" pageInfo={tenant.alerts.pageInfo} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

function AlertTable({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  const { t } = useLanguage();
  const formats = useFormats();
  const may = useMay();
  const now = useNow();
  const saving = useSave(AcknowledgeAlert, ({ acknowledgeAlert }) => acknowledgeAlert);
  const acknowledge = async (id: string): Promise<void> => {
    if (await saving.save({ id })) toast(t.alerts.done);
    else toast(t.problems.UNAVAILABLE, 'worse');
  };
  const columns: readonly Column<Row>[] = [
    {
      key: 'what',
      header: t.alerts.what,
      cell: ({ message, rule }) => (
        <>
          <strong>{message}</strong>
          <span className="cell-sub">{rule?.name ?? t.alerts.noRule}</span>
        </>
      ),
      csv: ({ message }) => message,
    },
    {
      key: 'scope',
      header: t.forms.scope,
      cell: ({ scope }) => <AppLink to={scopePath(scope)}>{scope.name}</AppLink>,
      sort: ({ scope }) => scope.name,
      csv: ({ scope }) => scope.name,
    },
    {
      key: 'kpi',
      header: t.common.kpi,
      cell: ({ kpi, scope }) => (
        <AppLink to={`/kpis/${encodeURIComponent(kpi.code)}`} params={{ scope: scopeText(scope) }}>
          {kpi.name}
        </AppLink>
      ),
      sort: ({ kpi }) => kpi.name,
      csv: ({ kpi }) => kpi.code,
      wide: true,
    },
    {
      key: 'value',
      header: t.common.value,
      cell: ({ value, kpi }) => formats.value(value, kpi.unit),
      csv: ({ value }) => value,
      number: true,
      wide: true,
    },
    {
      key: 'raised',
      header: t.alerts.raised,
      cell: ({ raisedAt }) => <time title={formats.instant(raisedAt)}>{formats.ago(raisedAt, now)}</time>,
      sort: ({ raisedAt }) => raisedAt,
      csv: ({ raisedAt }) => raisedAt,
      wide: true,
    },
    {
      key: 'state',
      header: t.forms.state,
      cell: ({ id, message, acknowledgedAt, acknowledgedBy }) =>
        acknowledgedAt ? (
          <>
            {t.alerts.acknowledged(formats.instant(acknowledgedAt))}
            {acknowledgedBy && <span className="cell-sub">{t.forms.by(acknowledgedBy)}</span>}
          </>
        ) : may.manage ? (
          <Button
            small
            icon="check"
            aria-label={`${t.alerts.acknowledge}: ${message}`}
            disabled={saving.running}
            onClick={() => void acknowledge(id)}
          >
            {t.alerts.acknowledge}
          </Button>
        ) : (
          <Badge tone="warning">{t.alerts.open}</Badge>
        ),
      csv: ({ acknowledgedAt }) => acknowledgedAt,
    },
  ];
  return (
    <Table
      name="alerts"
      caption={t.alerts.about}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      empty={t.alerts.none}
      csvName="alerts"
    />
  );
}
