import { describe, expect, it } from 'vitest';
import { targetOf } from './fake-node/data.js';
import { Bench } from './gateway.js';

const bench = new Bench();
const march = '{ from: "2026-03-01", to: "2026-03-31" }';

describe('targets and benchmarks of values', () => {
  it('come in the one call for 20 KPIs of 50 agents, and only where they are selected', async () => {
    const codes = Array.from({ length: 20 }, (_, i) => `kpi_${String(i).padStart(3, '0')}`);
    const values = codes.map((code) => `${code}: value(kpi: "${code}") { value ...Goal }`).join(' ');
    const data = await bench.data<{ tenant: { agents: { nodes: { scorecard: Record<string, object> }[] } } }>(
      `{ tenant { agents(first: 50) { nodes { scorecard(period: ${march}) { ${values} } } } } }
      fragment Goal on KpiValue {
        target { target { target warning from to kpi { code } scope { key level } } inheritedFrom state attainment pace }
        benchmark { industry { industry region value source year gap } peers { p50 } rank { position of percentile } }
      }`,
    );
    const calls = bench.node.take();
    expect(calls.map(({ path }) => path)).toEqual(['/v1/scopes', '/v1/scorecards', '/v1/tenant']);
    expect(calls[1]?.requests).toHaveLength(50);
    expect(calls[1]?.requests[0]).toMatchObject({ kpis: codes, extras: ['benchmark', 'target'] });
    expect(data.tenant.agents.nodes[7]?.scorecard['kpi_003']).toMatchObject({
      target: {
        target: {
          target: 80,
          warning: 70,
          from: '2026-01-01',
          to: null,
          kpi: { code: 'kpi_003' },
          scope: { key: 'demo', level: 'TENANT' },
        },
        inheritedFrom: 'TENANT',
        state: 'WARNING',
        attainment: 93.75,
        pace: null,
      },
      benchmark: {
        industry: [{ industry: 'retail', region: null, value: 78, source: 'A yearly survey', year: 2025, gap: -3 }],
        peers: null,
        rank: { position: 2, of: 5, percentile: 75 },
      },
    });
  });

  it('are asked for by each list that has values, each for itself', async () => {
    await bench.data(`{ tenant {
      ranking(kpi: "csat", level: TEAM, period: ${march}) { result { target { state } } }
      breakdown(kpi: "csat", period: ${march}, by: CHANNEL) { result { benchmark { rank { position } } } }
      scorecard(period: ${march}, kpis: ["csat"]) { values { value } }
    } }`);
    expect(bench.node.take()[0]?.requests.map(({ ranking, by, extras }) => [Boolean(ranking), Boolean(by), extras])).toEqual([
      [true, false, ['target']],
      [false, true, ['benchmark']],
      [false, false, undefined],
    ]);
  });

  it('are null without one, and a closed month says when and what it would be now', async () => {
    const data = await bench.data<{ tenant: Record<string, { value: object }> }>(`{ tenant {
      open: scorecard(period: ${march}) { value(kpi: "csat") { closedAt revised target { state } } }
      closed: scorecard(period: { from: "2026-02-01", to: "2026-02-28" }) { value(kpi: "nps") { closedAt revised benchmark { rank { of } } } }
    } }`);
    expect(data.tenant['open']?.value).toEqual({ closedAt: null, revised: null, target: { state: 'WARNING' } });
    expect(data.tenant['closed']?.value).toEqual({ closedAt: '2026-03-02T00:00:00Z', revised: null, benchmark: null });
  });
});

describe('targets of scopes', () => {
  const set = `mutation ($input: TargetInput!) { setTarget(input: $input) {
    target { id target warning from to scope { key level } kpi { code name(locale: "en") } } errors { field message code position length }
  } }`;

  it('are set, listed, found by id and removed', async () => {
    const { setTarget } = await bench.data<{ setTarget: { target: { id: string } } }>(set, {
      input: { level: 'TEAM', key: 'billing', kpi: 'csat', target: 85, warning: 80, from: '2026-04-01' },
    });
    expect(setTarget).toEqual({
      target: {
        id: expect.any(String),
        target: 85,
        warning: 80,
        from: '2026-04-01',
        to: null,
        scope: { key: 'billing', level: 'TEAM' },
        kpi: { code: 'csat', name: 'csat in English' },
      },
      errors: [],
    });
    expect(bench.node.take()[0]).toMatchObject({
      method: 'POST',
      path: '/v1/targets',
      body: { level: 'team', key: 'billing', kpi: 'csat', target: 85, warning: 80, from: '2026-04-01' },
    });
    const { id } = setTarget.target;
    expect(
      await bench.data(
        `query ($id: ID!) {
          node(id: $id) { __typename id ... on Target { target } }
          tenant { targets { id } team(key: "billing") { targets { id } } sales: team(key: "sales") { targets { id } }
            allTargets(kpi: "csat", level: TEAM) { nodes { id } pageInfo { hasNextPage } } }
        }`,
        { id },
      ),
    ).toEqual({
      node: { __typename: 'Target', id, target: 85 },
      tenant: {
        targets: [],
        team: { targets: [{ id }] },
        sales: { targets: [] },
        allTargets: { nodes: [{ id }], pageInfo: { hasNextPage: false } },
      },
    });
    const remove = 'mutation ($id: ID!) { removeTarget(id: $id) { removed errors { field code } } }';
    expect(await bench.data(remove, { id })).toEqual({ removeTarget: { removed: true, errors: [] } });
    expect(await bench.data(remove, { id })).toMatchObject({ removeTarget: { removed: false, errors: [{ code: 'NOT_FOUND' }] } });
    expect(await bench.data('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
  });

  it('that cannot be set say where and why', async () => {
    const input = { level: 'TENANT', kpi: 'nps', target: 40 };
    await bench.data(set, { input });
    expect(await bench.data(set, { input: { ...input, from: '2026-05-01' } })).toEqual({
      setTarget: {
        target: null,
        errors: [
          {
            field: ['input', 'from'],
            message: 'The target from 2026-03-31 overlaps with it. End that one first.',
            code: 'BAD_INPUT',
            position: null,
            length: null,
          },
        ],
      },
    });
    expect(await bench.data(set, { input: { ...input, kpi: 'nope' } })).toMatchObject({
      setTarget: { target: null, errors: [{ field: ['input', 'kpi'], code: 'UNKNOWN_KPI' }] },
    });
  });

  it('with an id that is of a value are the same', async () => {
    const { tenant } = await bench.data<{ tenant: { scorecard: { value: { target: { target: { id: string } } } } } }>(
      `{ tenant { scorecard(period: ${march}) { value(kpi: "csat") { target { target { id } } } } } }`,
    );
    bench.node.take();
    await bench.data('query ($id: ID!) { node(id: $id) { id } }', { id: tenant.scorecard.value.target.target.id });
    expect(
      bench.node
        .take()
        .filter(({ path }) => path.startsWith('/v1/targets'))
        .map(({ path }) => path),
    ).toEqual([`/v1/targets/${targetOf('csat').id}`]);
  });
});
