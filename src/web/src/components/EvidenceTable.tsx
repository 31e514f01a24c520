import type { ReactNode } from 'react';
import { AppLink } from '../app/link';
import { scopePath } from '../app/scope';
import { useMay } from '../app/session';
import type { EvidenceFieldsFragment } from '../generated/fragments';
import { useFormats, useTexts } from '../i18n/context';
import './evidence.css';
import { Table, type Column } from './Table';
import { channelName } from './words';

export type Evidence = EvidenceFieldsFragment;

/** What stands behind a value, down to the case and to what the customer wrote. */
export function EvidenceTable({
  name,
  caption,
  rows,
  unit = null,
  hide = [],
  empty,
}: {
  readonly name: string;
  readonly caption: string;
  readonly rows: readonly Evidence[];
  /** Of the KPI whose value it stands behind. */
  readonly unit?: string | null;
  /** What is the same in every row. */
  readonly hide?: readonly string[];
  readonly empty?: string;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const may = useMay();
  const all: readonly Column<Evidence>[] = [
    {
      key: 'at',
      header: t.evidence.when,
      cell: ({ at }) => <span className="evidence-fixed">{formats.instant(at)}</span>,
      csv: ({ at }) => at,
      sort: ({ at }) => at,
    },
    { key: 'kind', header: t.evidence.kind, cell: ({ kind }) => t.evidence[kind], csv: ({ kind }) => kind },
    {
      key: 'customer',
      header: t.evidence.customer,
      cell: ({ customer }) =>
        customer && (may.all ? <AppLink to={scopePath({ level: 'CUSTOMER', key: customer.key })}>{customer.name}</AppLink> : customer.name),
      csv: ({ customer }) => customer?.key,
      sort: ({ customer }) => customer?.name ?? null,
    },
    {
      key: 'agent',
      header: t.evidence.agent,
      cell: ({ agent }) =>
        agent && (may.teams ? <AppLink to={scopePath({ level: 'AGENT', key: agent.key })}>{agent.name}</AppLink> : agent.name),
      csv: ({ agent }) => agent?.key,
      sort: ({ agent }) => agent?.name ?? null,
    },
    {
      key: 'channel',
      header: t.evidence.channel,
      cell: ({ channel }) => channel && channelName(t, channel),
      csv: ({ channel }) => channel,
      wide: true,
    },
    { key: 'topic', header: t.evidence.topic, cell: ({ topic }) => topic, csv: ({ topic }) => topic, wide: true },
    {
      key: 'score',
      header: t.evidence.score,
      cell: ({ score }) => (score === null ? '' : formats.number(score, 2)),
      csv: ({ score }) => score,
      sort: ({ score }) => score,
      number: true,
    },
    {
      key: 'comment',
      header: t.evidence.comment,
      cell: ({ comment }) => comment && <q className="evidence-comment">{comment}</q>,
      csv: ({ comment }) => comment,
    },
    {
      key: 'amount',
      header: t.evidence.amount,
      cell: ({ amount }) => (amount === null ? '' : formats.value(amount, unit ?? 'n')),
      csv: ({ amount }) => amount,
      sort: ({ amount }) => amount,
      number: true,
    },
    { key: 'part', header: t.evidence.part, cell: ({ part }) => t.evidence[part], csv: ({ part }) => part, wide: true },
    {
      key: 'key',
      header: t.evidence.key,
      cell: ({ key }) => <span className="mono evidence-fixed">{key}</span>,
      csv: ({ key }) => key,
      wide: true,
    },
    {
      key: 'case',
      header: t.evidence.case,
      cell: (row) => <span className="mono evidence-fixed">{partOf(row) ?? ''}</span>,
      csv: (row) => partOf(row),
      wide: true,
    },
  ];
  const known: Readonly<Record<string, (row: Evidence) => unknown>> = {
    score: ({ score }) => score,
    amount: ({ amount }) => amount,
    comment: ({ comment }) => comment,
    topic: ({ topic }) => topic,
    channel: ({ channel }) => channel,
    customer: ({ customer }) => customer,
    agent: ({ agent }) => agent,
    case: partOf,
  };
  // A column in which nothing stands only takes room.
  const columns = all.filter(({ key }) => !hide.includes(key) && (!known[key] || rows.some((row) => (known[key]?.(row) ?? null) !== null)));
  return (
    <Table
      name={name}
      caption={caption}
      columns={columns}
      rows={rows}
      keyOf={({ kind, key, at, part }) => `${kind} ${key} ${at} ${part}`}
      empty={empty ?? t.evidence.none}
      csvName={name}
    />
  );
}

/** The case or the contact that it belongs to, where that is not the thing itself. */
function partOf({ case: of, contact, key }: Evidence): string | null {
  return [of, contact].find((one) => one !== null && one !== key) ?? null;
}
