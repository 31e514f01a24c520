import { describe, expect, it } from 'vitest';
import { Bench } from './gateway.js';

const bench = new Bench();

interface Agents {
  readonly nodes: readonly { readonly agent: { readonly key: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

describe('what is now', () => {
  it('is told with one call of the node', async () => {
    const query = `{ tenant { now { at capped statuses { status agents } queues { channel queue waiting longestSince }
      agents { nodes { agent { key name team { key } } status since } edges { cursor } pageInfo { hasNextPage } } } } }`;
    const { tenant } = await bench.data<{
      tenant: { now: { agents: { nodes: readonly object[]; edges: readonly object[]; pageInfo: object } } };
    }>(query);
    const calls = bench.node.take();
    expect(tenant.now).toMatchObject({
      at: '2026-03-31T17:22:00Z',
      capped: false,
      statuses: [
        { status: 'AVAILABLE', agents: 116 },
        { status: 'ASSISTING', agents: 0 },
        { status: 'WRAP', agents: 0 },
        { status: 'TRAINING', agents: 0 },
        { status: 'BREAK', agents: 13 },
        { status: 'OFFLINE', agents: 1 },
      ],
      queues: [
        { channel: 'voice', queue: 'bills', waiting: 3, longestSince: '2026-03-31T17:12:00Z' },
        { channel: 'in_person', queue: null, waiting: 1, longestSince: '2026-03-31T17:20:00Z' },
      ],
    });
    const { nodes, edges, pageInfo } = tenant.now.agents;
    expect([nodes.length, edges.length, pageInfo]).toEqual([100, 100, { hasNextPage: true }]);
    expect(nodes[2]).toEqual({
      agent: { key: 'a-002', name: 'Agent 2', team: { key: 'billing' } },
      status: 'AVAILABLE',
      since: '2026-03-31T09:00:00Z',
    });
    expect(nodes[3]).toMatchObject({ status: 'OFFLINE', since: null });
    expect(calls.filter(({ path }) => path === '/v1/now')).toHaveLength(1);
    expect(calls.filter(({ path }) => path === '/v1/scorecards')).toHaveLength(0);
  });

  it('is listed in pages, by status', async () => {
    const query = `query ($status: AgentStatus, $first: Int, $after: String) { tenant { now { agents(status: $status, first: $first, after: $after) {
      nodes { agent { key } } pageInfo { hasNextPage endCursor } } } } }`;
    const ask = async (variables: object): Promise<Agents> =>
      (await bench.data<{ tenant: { now: { agents: Agents } } }>(query, { status: 'BREAK', first: 10, ...variables })).tenant.now.agents;
    const first = await ask({});
    expect(first.nodes.map(({ agent }) => agent.key)).toHaveLength(10);
    const rest = await ask({ after: first.pageInfo.endCursor });
    expect([rest.nodes.map(({ agent }) => agent.key), rest.pageInfo.hasNextPage]).toEqual([['a-104', 'a-114', 'a-124'], false]);
    for (const wrong of [{ status: 'WRAP', after: first.pageInfo.endCursor }, { first: 101 }, { first: 0 }]) {
      const { errors } = await bench.ask(query, { status: 'BREAK', first: 10, ...wrong });
      expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_INPUT']);
    }
  });

  it('is asked of a team', async () => {
    const query = '{ tenant { team(key: "sales") { now { statuses { status agents } agents(first: 2) { nodes { agent { key } } } } } } }';
    const { tenant } = await bench.data<{ tenant: { team: { now: { agents: object } } } }>(query);
    expect(tenant.team.now.agents).toEqual({ nodes: [{ agent: { key: 'a-001' } }, { agent: { key: 'a-003' } }] });
    expect(bench.node.take().flatMap(({ path, query: given }) => (path === '/v1/now' ? [given.get('team')] : []))).toEqual([
      'sales',
      'sales',
    ]);
  });
});
