import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { useUrl } from '../../app/url';
import { Card } from '../../components/Card';
import { Field, Select } from '../../components/Field';
import { Pager } from '../../components/form/Pager';
import { SearchField } from '../../components/SearchField';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { beginOf, endOf } from '../../format/zone';
import { AuditLog, type AuditLogQuery } from '../../generated/AuditLog';
import { useFormats, useTexts } from '../../i18n/context';
import { detailsOf, sentenceOf } from './sentence';

type Row = AuditLogQuery['tenant']['audit']['edges'][number];
const day = /^\d{4}-\d{2}-\d{2}$/;

export function Audit(): ReactNode {
  const t = useTexts();
  const { place } = useFormats();
  const { params, set } = useUrl();
  const [action, actor, after] = [params.get('action'), params.get('actor'), params.get('after')];
  const [from, to] = [dayOf(params.get('from')), dayOf(params.get('to'))];
  const variables = useMemo(
    () => ({ action, actor, from: from && beginOf(from, place.timeZone), to: to && endOf(to, place.timeZone), after }),
    [action, actor, from, to, after, place.timeZone],
  );
  const query = useQuery(AuditLog, variables);
  const narrow = (changes: Readonly<Record<string, string>>): void => set({ ...changes, after: null }, { replace: true });
  return (
    <Card title={t.access.audit} about={t.auditLog.about}>
      <div className="filters">
        <Select
          label={t.auditLog.action}
          value={action ?? ''}
          onChange={(event) => narrow({ action: event.target.value })}
          options={[{ value: '', label: t.common.all }, ...Object.entries(t.auditLog.kinds).map(([value, label]) => ({ value, label }))]}
        />
        <SearchField label={t.auditLog.actorHint} value={actor ?? ''} onChange={(text) => narrow({ actor: text })} />
        <Field
          label={t.auditLog.fromDay}
          type="date"
          value={from ?? ''}
          max={to ?? undefined}
          onChange={(event) => narrow({ from: event.target.value })}
        />
        <Field
          label={t.auditLog.toDay}
          type="date"
          value={to ?? ''}
          min={from ?? undefined}
          onChange={(event) => narrow({ to: event.target.value })}
        />
      </div>
      <Loaded query={query} lines={8}>
        {({ tenant: { audit } }) => (
          <>
            <AuditTable rows={audit.edges} />
            <Pager name="after" pageInfo={audit.pageInfo} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

/** What is no day is none. */
function dayOf(text: string | null): string | null {
  return text !== null && day.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}

function AuditTable({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const columns: readonly Column<Row>[] = [
    { key: 'at', header: t.auditLog.when, cell: ({ node }) => formats.instant(node.at) },
    {
      key: 'action',
      header: t.auditLog.action,
      cell: ({ node }) => {
        const details = detailsOf(node, t.auditLog);
        return (
          <>
            {sentenceOf(node, t.auditLog)}
            {details.length > 0 && (
              <dl className="audit-details">
                {details.map(({ label, text }) => (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd>{text}</dd>
                  </div>
                ))}
              </dl>
            )}
          </>
        );
      },
    },
    {
      key: 'address',
      header: t.auditLog.address,
      cell: ({ node }) => <span className="mono">{node.address}</span>,
      wide: true,
    },
  ];
  return (
    <Table name="audit" caption={t.access.audit} columns={columns} rows={rows} keyOf={({ cursor }) => cursor} empty={t.auditLog.none} />
  );
}
