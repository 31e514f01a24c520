import type { NodeEvidence } from '../../src/node/management.js';
import { ok, pageOf, refusal, type Reply } from './table.js';

const number = (i: number): string => String(i).padStart(2, '0');

/** Surveys and a contact of a month, newest first. */
export function evidenceItems(): readonly NodeEvidence[] {
  return Array.from({ length: 45 }, (_, i): NodeEvidence => ({
    kind: i === 1 ? 'agentDay' : 'survey',
    key: `s-${i}`,
    at: `2026-03-31T17:${number(59 - i)}:00Z`,
    day: '2026-03-31',
    part: i % 2 === 0 ? 'both' : 'denominator',
    amount: i % 2,
    customer: i === 0 ? 'c-1' : null,
    agent: i === 0 ? 'a-000' : null,
    team: i === 0 ? 'billing' : null,
    channel: 'voice',
    topic: null,
    score: 4,
    comment: i === 0 ? 'Quick and kind' : null,
    case: 'case-7',
    contact: null,
  }));
}

export function evidence(body: object | null): Reply {
  const { kpi, first, after } = body as { kpi: string; first: number; after?: string };
  if (kpi === 'retention_rate') return refusal('NO_EVIDENCE', 'Evidence of retention_rate is told of a customer only.', 'kpi');
  const query = new URLSearchParams({ first: String(first), ...(after !== undefined && { after }) });
  const page = pageOf(evidenceItems(), query, ({ key }) => key);
  return page.status === 200 ? ok({ ...(page.body as object), totalCount: null }) : page;
}

export function drivers(body: object | null): Reply {
  const { kpi, period, by, first } = body as { kpi: string; period: { from: string; to: string }; by: string; first: number };
  if (kpi === 'utilization') return refusal('KPI_HAS_NO_DRIVERS', "'utilization' is neither a sum nor a ratio", 'kpi');
  const of = (value: string | null, name: string | null, i: number): object => ({
    value,
    name,
    now: 80 - i,
    before: 75,
    contribution: 3 - i,
    mix: 1,
    rate: 2 - i,
  });
  const items = by === 'team' ? [of('billing', 'Billing', 0), of('care', null, 1)] : [of('voice', null, 0), of('chat', null, 1)];
  const scope = { level: 'tenant', key: 'demo', name: 'Demo' };
  const against = { from: '2026-02-01', to: '2026-02-28' };
  return ok({ kpi, scope, period, against, now: 76, before: 70, change: 6, items: items.slice(0, first), rest: of(null, null, 2) });
}
