import { describe, expect, it } from 'vitest';
import { Bench } from './gateway.js';

const bench = new Bench();
interface Seen {
  readonly tenant: {
    readonly now: {
      readonly agents: {
        readonly nodes: readonly { readonly agent: { readonly key: string } }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      };
    };
  };
}
const page = `query ($team: String, $status: AgentStatus, $first: Int, $after: String) { tenant { now(team: $team, status: $status, first: $first, after: $after) {
  agents { nodes { agent { key } } pageInfo { hasNextPage endCursor } } } } }`;
const keysOf = ({ tenant }: Seen): readonly string[] => tenant.now.agents.nodes.map(({ agent }) => agent.key);

describe('now', () => {
  it('tells who does what and who waits, in one call', async () => {
    const query = `{ tenant { now(team: "billing", status: AVAILABLE, first: 2) {
      at counts { status count } queues { channel queue waiting longestSince } capped
      agents { nodes { agent { key name team { key } } status since } }
    } } }`;
    const agent = (key: string, name: string): object => ({
      agent: { key, name, team: { key: 'billing' } },
      status: 'AVAILABLE',
      since: '2026-03-31T17:22:00Z',
    });
    expect(await bench.data(query)).toEqual({
      tenant: {
        now: {
          at: '2026-03-31T17:22:00Z',
          counts: [
            { status: 'AVAILABLE', count: 65 },
            { status: 'ASSISTING', count: 0 },
            { status: 'WRAP', count: 0 },
            { status: 'TRAINING', count: 0 },
            { status: 'BREAK', count: 0 },
            { status: 'OFFLINE', count: 0 },
          ],
          queues: [{ channel: 'voice', queue: null, waiting: 3, longestSince: '2026-03-31T17:20:00Z' }],
          capped: false,
          agents: { nodes: [agent('a-000', 'Agent 0'), agent('a-002', 'Agent 2')] },
        },
      },
    });
    const calls = bench.node.take();
    expect(calls.map(({ path }) => path)).toEqual(['/v1/now']);
    expect(Object.fromEntries(calls[0]?.query ?? [])).toEqual({ team: 'billing', status: 'available', first: '2' });
    expect(await bench.data('{ tenant { now { capped } } }')).toEqual({ tenant: { now: { capped: true } } });
  });

  it('pages through agents, longer than other lists', async () => {
    const whole = await bench.data<Seen>(page, { first: 1_000 });
    expect(keysOf(whole)).toHaveLength(130);
    expect(whole.tenant.now.agents.pageInfo.hasNextPage).toBe(false);
    const first = await bench.data<Seen>(page, { status: 'BREAK', first: 8 });
    const { endCursor: after } = first.tenant.now.agents.pageInfo;
    const rest = await bench.data<Seen>(page, { status: 'BREAK', first: 8, after });
    expect([...keysOf(first), ...keysOf(rest)]).toEqual(Array.from({ length: 13 }, (_, i) => `a-${String(i * 10 + 3).padStart(3, '0')}`));
    expect(rest.tenant.now.agents.pageInfo.hasNextPage).toBe(false);
    for (const variables of [{ first: 1_001 }, { status: 'AVAILABLE', after }]) {
      const { errors } = await bench.ask(page, variables);
      expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_INPUT']);
    }
  });
});
