import { describe, expect, it } from 'vitest';
import { demo } from './fake-node/data.js';
import { Bench } from './gateway.js';

const bench = new Bench();
const march = '{ from: "2026-03-01", to: "2026-03-31" }';

interface Connection {
  readonly nodes: readonly { readonly key: string }[];
  readonly edges: readonly { readonly cursor: string }[];
  readonly totalCount: number | null;
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

const agents = `query ($first: Int, $after: String, $search: String, $team: String) {
  tenant { agents(first: $first, after: $after, search: $search, team: $team) {
    nodes { key } edges { cursor } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  } }
}`;
const page = async (variables: object): Promise<Connection> =>
  (await bench.data<{ tenant: { agents: Connection } }>(agents, variables)).tenant.agents;

describe('scopes', () => {
  it('give what the tenant is', async () => {
    const data = await bench.data(`{ tenant { level key name timeZone currency industry locale horizon } }`);
    expect(data).toEqual({ tenant: { level: 'TENANT', ...demo.tenant } });
    expect(bench.node.take()).toHaveLength(1);
  });

  it('are found by key, and null where there is none', async () => {
    const data = await bench.data(`{
      tenant {
        team(key: "billing") { level name }
        agent(key: "a-000") { name team { key name } }
        free: agent(key: "a-002") { team { key } }
        customer(key: "c-1") { name segment activeSince }
        none: customer(key: "nobody") { name }
      }
      scope(level: AGENT, key: "a-001") { __typename name ... on Agent { team { name } } }
      self: scope(level: TENANT, key: "demo") { __typename name }
      stranger: scope(level: TENANT, key: "other") { name }
    }`);
    expect(data).toEqual({
      tenant: {
        team: { level: 'TEAM', name: 'Billing' },
        agent: { name: 'Agent 0', team: { key: 'billing', name: 'Billing' } },
        free: { team: null },
        customer: { name: 'Lee', segment: 'gold', activeSince: '2025-01-05' },
        none: null,
      },
      scope: { __typename: 'Agent', name: 'Agent 1', team: { name: 'Sales' } },
      self: { __typename: 'Tenant', name: 'Demo' },
      stranger: null,
    });
    const calls = bench.node.take();
    expect(calls.filter(({ path }) => path === '/v1/scorecards')).toHaveLength(2);
    expect(calls.filter(({ path }) => path === '/v1/tenant')).toHaveLength(1);
  });

  it('are looked up where a ranking gave only part of them', async () => {
    const { tenant } = await bench.data<{ tenant: { ranking: object[] } }>(`{ tenant {
      ranking(kpi: "csat", level: CUSTOMER, period: ${march}, first: 1, worst: true, minCount: 5) {
        position scope { key name ... on Customer { segment } } result { value previous { change } }
      }
    } }`);
    expect(tenant.ranking).toMatchObject([
      { position: 1, scope: { key: 'c-1', name: 'Lee', segment: 'gold' }, result: { previous: { change: 1.5 } } },
    ]);
    expect(bench.node.take()[0]?.requests).toEqual([
      {
        scope: { level: 'tenant' },
        period: { from: '2026-03-01', to: '2026-03-31' },
        kpis: ['csat'],
        ranking: { level: 'customer', first: 1, worst: true, minCount: 5 },
        compare: ['previous'],
      },
    ]);
  });

  it('rank the agents of a team', async () => {
    await bench.data(`{ tenant { team(key: "sales") { ranking(kpi: "csat", period: ${march}) { scope { id key } } } } }`);
    expect(bench.node.take().find(({ requests }) => requests[0]?.ranking)?.requests[0]).toMatchObject({
      scope: { level: 'team', key: 'sales' },
      ranking: { level: 'agent' },
    });
  });
});

describe('cohorts', () => {
  it('are read by themselves, of the months that are asked for', async () => {
    const { tenant } = await bench.data<{ tenant: object }>(`{ tenant {
      cohorts(period: ${march}, of: REVENUE) { rows { month size cells { age kept percent incomplete } } }
    } }`);
    expect(tenant).toEqual({
      cohorts: { rows: [{ month: '2026-03-01', size: 40, cells: [{ age: 0, kept: 2, percent: null, incomplete: true }] }] },
    });
    expect(bench.node.take()[0]?.requests).toEqual([
      { scope: { level: 'tenant' }, period: { from: '2026-03-01', to: '2026-03-31' }, kpis: [], cohorts: 'revenue' },
    ]);
  });

  it('count customers when nothing else is said', async () => {
    await bench.data('{ tenant { cohorts(period: { preset: LAST_YEAR }) { rows { size } } } }');
    expect(bench.node.take()[0]?.requests).toMatchObject([{ period: { preset: 'LAST_YEAR' }, cohorts: 'customers' }]);
  });
});

describe('pages', () => {
  it('follow each other to the end, each scope once', async () => {
    const keys: string[] = [];
    let after: string | null = null;
    let more = true;
    while (more) {
      const { nodes, pageInfo, totalCount, edges }: Connection = await page({ first: 50, after });
      expect(totalCount).toBe(120);
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([edges[0]?.cursor, edges.at(-1)?.cursor]);
      keys.push(...nodes.map(({ key }) => key));
      ({ endCursor: after, hasNextPage: more } = pageInfo);
    }
    expect(keys).toEqual(demo.scopes.filter(({ level }) => level === 'agent').map(({ key }) => key));
  });

  it('go on at the same place after others came in between', async () => {
    const first = await page({ first: 2 });
    const added = { level: 'agent', key: 'a-000-new', name: 'New', team: null } as const;
    bench.node.tenants['ck_demo'] = { ...demo, scopes: [...demo.scopes, added] };
    const second = await page({ first: 2, after: first.pageInfo.endCursor });
    bench.node.tenants['ck_demo'] = demo;
    expect(second.nodes.map(({ key }) => key)).toEqual(['a-002', 'a-003']);
  });

  it('can be searched and narrowed to a team', async () => {
    expect((await page({ search: 'AGENT 11' })).nodes.map(({ key }) => key)).toContain('a-110');
    expect((await page({ team: 'sales' })).totalCount).toBe(40);
    const { tenant } = await bench.data<{ tenant: { team: { agents: { totalCount: number } } } }>(
      `{ tenant { team(key: "billing") { agents(first: 1) { totalCount nodes { team { name } } } } } }`,
    );
    expect(tenant.team.agents.totalCount).toBe(40);
  });

  it('of nothing are empty, and customers are not counted', async () => {
    const { nodes, pageInfo } = await page({ search: 'nobody' });
    expect([nodes, pageInfo.endCursor]).toEqual([[], null]);
    expect(await bench.data(`{ tenant { customers { totalCount nodes { key segment } } } }`)).toEqual({
      tenant: {
        customers: {
          totalCount: null,
          nodes: [
            { key: 'c-1', segment: 'gold' },
            { key: 'c-2', segment: null },
          ],
        },
      },
    });
  });

  it('asked for twice are read once', async () => {
    await bench.data(`{ tenant { a: teams { nodes { key } } b: teams { totalCount } } }`);
    expect(bench.node.take()).toHaveLength(1);
  });

  it('refuse a cursor of another list or tenant, and a wrong size', async () => {
    const teams = await bench.data<{ tenant: { teams: Connection } }>(`{ tenant { teams { pageInfo { endCursor } } } }`);
    const { endCursor } = (await page({})).pageInfo;
    for (const [variables, key] of [
      [{ after: teams.tenant.teams.pageInfo.endCursor }, 'ck_demo'],
      [{ after: 'nonsense' }, 'ck_demo'],
      [{ after: endCursor }, 'ck_other'],
      [{ first: 0 }, 'ck_demo'],
      [{ first: 1001 }, 'ck_demo'],
    ] as const) {
      const { errors } = await bench.ask(agents, variables, key);
      expect(errors?.[0]?.extensions['code']).toBe('BAD_INPUT');
      expect(errors?.[0]?.message).toMatch(/^"(after|first)"/);
    }
  });
});
