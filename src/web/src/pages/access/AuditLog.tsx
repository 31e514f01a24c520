import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../api/query';
import { isDay } from '../../app/period';
import { useUrl } from '../../app/url';
import { Badge, Card } from '../../components/Card';
import { Field } from '../../components/Field';
import { Pager } from '../../components/form/Pager';
import { SearchField } from '../../components/SearchField';
import { Loaded } from '../../components/States';
import { Table, type Column } from '../../components/Table';
import { Audit, type AuditQuery } from '../../generated/Audit';
import { useFormats, useTexts } from '../../i18n/context';
import { startOf } from '../settings/check';

type Entry = AuditQuery['tenant']['audit']['nodes'][number];

export function AuditLog(): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const { params, set } = useUrl();
  const of = (name: string): string | null => params.get(name);
  const [action, actor, from, to, after] = [of('action'), of('actor'), of('from'), of('to'), of('after')];
  const { timeZone } = formats.place;
  const variables = useMemo(() => {
    // Up to the end of the last day.
    const next = to && isDay(to) ? new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) : null;
    return { action, actor, from: from && isDay(from) ? startOf(from, timeZone) : null, to: next && startOf(next, timeZone), after };
  }, [action, actor, from, to, after, timeZone]);
  const query = useQuery(Audit, variables);
  const columns: readonly Column<Entry>[] = [
    { key: 'at', header: t.access.at, cell: ({ at }) => formats.instant(at), csv: ({ at }) => at },
    { key: 'action', header: t.access.action, cell: ({ action: name }) => <code className="mono">{name}</code>, csv: (row) => row.action },
    {
      key: 'actor',
      header: t.access.actor,
      cell: ({ actor: who, address }) => (
        <>
          {who.name ?? '–'} <Badge>{who.kind}</Badge>
          {address && <span className="cell-sub">{address}</span>}
        </>
      ),
      csv: ({ actor: who }) => who.name,
    },
    {
      key: 'target',
      header: t.access.what,
      cell: ({ target }) => <span className="mono">{target ?? ''}</span>,
      csv: (row) => row.target,
      wide: true,
    },
    {
      key: 'detail',
      header: t.access.detail,
      cell: ({ detail }) => detail.map(({ name, value }) => <div key={name} className="cell-sub">{`${name}: ${value ?? '–'}`}</div>),
      csv: ({ detail }) => detail.map(({ name, value }) => `${name}=${value ?? ''}`).join('; '),
      wide: true,
    },
  ];
  return (
    <Card title={t.access.tabs.audit} about={t.access.auditAbout}>
      <div className="filters">
        <SearchField
          label={t.access.action}
          value={action ?? ''}
          onChange={(text) => set({ action: text.trim(), after: null }, { replace: true })}
        />
        <SearchField
          label={t.access.actor}
          value={actor ?? ''}
          onChange={(text) => set({ actor: text.trim(), after: null }, { replace: true })}
        />
        <Field label={t.forms.from} type="date" value={from ?? ''} onChange={(event) => set({ from: event.target.value, after: null })} />
        <Field label={t.forms.to} type="date" value={to ?? ''} onChange={(event) => set({ to: event.target.value, after: null })} />
      </div>
      <Loaded query={query}>
        {({ tenant }) => (
          <>
            <Table
              name="audit"
              caption={t.access.auditAbout}
              columns={columns}
              rows={tenant.audit.nodes}
              keyOf={({ at, action: name, target }) => `${at} ${name} ${target ?? ''}`}
              empty={t.access.noAudit}
              csvName="audit"
            />
            <Pager name="after" pageInfo={tenant.audit.pageInfo} />
          </>
        )}
      </Loaded>
    </Card>
  );
}
