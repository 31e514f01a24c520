import type { NodeAgentNow } from '../../src/node/management.js';
import { missing, ok, pageOf, type Reply } from './table.js';

/** What is now, as docs/contracts/management-api.md has it. */
export class Board {
  items: readonly NodeAgentNow[] = Array.from({ length: 130 }, (_, i) => ({
    agent: `a-${String(i).padStart(3, '0')}`,
    name: `Agent ${i}`,
    team: i % 2 === 0 ? 'billing' : 'sales',
    status: i === 3 ? 'offline' : i % 10 === 4 ? 'break' : 'available',
    since: i === 3 ? null : '2026-03-31T09:00:00Z',
  }));

  /** null: another path. */
  answer(method: string, { pathname, searchParams: query }: URL): Reply | null {
    if (method !== 'GET' || pathname !== '/v1/now') return null;
    const team = query.get('team');
    if (team !== null && team !== 'billing' && team !== 'sales') return missing;
    const seen = this.items.filter((one) => team === null || one.team === team);
    const status = query.get('status');
    const page = pageOf(
      seen.filter((one) => status === null || one.status === status),
      query,
      ({ agent }) => agent,
    );
    if (page.status !== 200) return page;
    const count = (of: string): number => seen.filter((one) => one.status === of).length;
    return ok({
      at: '2026-03-31T17:22:00Z',
      agents: {
        ...{ available: count('available'), assisting: count('assisting'), wrap: count('wrap') },
        ...{ training: count('training'), break: count('break'), offline: count('offline') },
      },
      queues: [
        { channel: 'voice', queue: 'bills', waiting: 3, longestSince: '2026-03-31T17:12:00Z' },
        { channel: 'in_person', queue: null, waiting: 1, longestSince: '2026-03-31T17:20:00Z' },
      ],
      capped: false,
      ...(page.body as object),
    });
  }
}
