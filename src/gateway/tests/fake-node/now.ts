import type { NodeAgentNow, NodeNow } from '../../src/node/management.js';
import { ok, type Reply } from './table.js';

const at = '2026-03-31T17:22:00Z';

/** `GET /v1/now`: 130 agents, the third of each ten on a break. Its pages are longer than others. */
export function now(query: URLSearchParams): Reply {
  const all = Array.from({ length: 130 }, (_, i): NodeAgentNow => {
    const status = i % 10 === 3 ? 'break' : 'available';
    return { agent: `a-${String(i).padStart(3, '0')}`, name: `Agent ${i}`, team: i % 2 === 0 ? 'billing' : null, status, since: at };
  });
  const team = query.get('team');
  const counted = all.filter((one) => team === null || one.team === team);
  const listed = counted.filter(({ status }) => status === (query.get('status') ?? status));
  const from = Number(query.get('after') ?? 0);
  const items = listed.slice(from, from + Number(query.get('first')));
  const of = (status: string): number => counted.filter((one) => one.status === status).length;
  const page: NodeNow = {
    at,
    agents: { available: of('available'), assisting: 0, wrap: 0, training: 0, break: of('break'), offline: 0 },
    queues: [{ channel: 'voice', queue: null, waiting: 3, longestSince: '2026-03-31T17:20:00Z' }],
    items,
    hasNextPage: from + items.length < listed.length,
    cursor: String(from + items.length),
    ...(team === null && { capped: true }),
  };
  return ok(page);
}
