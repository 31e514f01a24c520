import { describe, expect, it } from 'vitest';
import { valueOf } from './fake-node/data.js';
import { Bench } from './gateway.js';

const bench = new Bench();
const march = '{ from: "2026-03-01", to: "2026-03-31" }';

describe('what a query asks of the node', () => {
  it('reads 20 KPIs of 50 agents with the page and one call for scorecards', async () => {
    const codes = Array.from({ length: 20 }, (_, i) => `kpi_${String(i).padStart(3, '0')}`);
    const values = codes.map((code) => `${code}: value(kpi: "${code}") { value count }`).join(' ');
    const data = await bench.data<{ tenant: { agents: { nodes: { key: string; scorecard: Record<string, { value: number }> }[] } } }>(
      `{ tenant { agents(first: 50) { nodes { key name scorecard(period: ${march}) { ${values} } } } } }`,
    );
    const calls = bench.node.take();
    expect(calls.map(({ path }) => path)).toEqual(['/v1/scopes', '/v1/scorecards']);
    expect(calls[1]?.requests).toHaveLength(50);
    expect(calls[1]?.requests[0]).toEqual({
      scope: { level: 'agent', key: 'a-000' },
      period: { from: '2026-03-01', to: '2026-03-31' },
      kpis: codes,
    });
    for (const { key, scorecard } of data.tenant.agents.nodes) {
      for (const code of codes) expect(scorecard[code]?.value).toBe(valueOf({ level: 'agent', key }, code));
    }
  });

  it('sends at most 200 requests in a call', async () => {
    const scorecards = Array.from(
      { length: 3 },
      (_, i) => `s${i}: scorecard(period: { from: "2026-03-0${i + 1}", to: "2026-03-31" }) { asOf }`,
    );
    await bench.data(`{ tenant { agents(first: 100) { nodes { ${scorecards.join(' ')} } } } }`);
    const calls = bench.node.take().slice(1);
    expect(calls.map(({ requests }) => requests.length)).toEqual([200, 100]);
    expect(calls[0]?.requests[0]?.kpis).toEqual([]);
  });

  it('names at most 100 KPIs in a request', async () => {
    const codes = Array.from({ length: 130 }, (_, i) => `kpi_${String(i).padStart(3, '0')}`);
    const data = await bench.data<{ tenant: { scorecard: { values: unknown[] } } }>(
      `query ($kpis: [String!]) { tenant { scorecard(period: ${march}, kpis: $kpis) { values { value } } } }`,
      { kpis: codes },
    );
    expect(data.tenant.scorecard.values).toHaveLength(130);
    expect(bench.node.take().map(({ requests }) => requests.map(({ kpis }) => kpis?.length))).toEqual([[100, 30]]);
  });

  it('puts scorecards, series, breakdowns and rankings of one tick into one call', async () => {
    await bench.data(`{ tenant {
      scorecard(period: ${march}) { csat: value(kpi: "csat") { value } asOf }
      series(kpi: "csat", period: ${march}, interval: DAY) { points { value } }
      nps: series(kpi: "nps", period: ${march}, interval: DAY) { points { value } }
      breakdown(kpi: "csat", period: ${march}, by: CHANNEL) { value }
      ranking(kpi: "csat", level: AGENT, period: ${march}) { position }
      team(key: "billing") { name }
    } }`);
    const calls = bench.node.take();
    expect(calls).toHaveLength(1);
    const period = { from: '2026-03-01', to: '2026-03-31' };
    const scope = { level: 'tenant' };
    expect(calls[0]?.requests).toEqual(
      expect.arrayContaining([
        { scope, period, kpis: ['csat'] },
        { scope, period, kpis: ['csat', 'nps'], interval: 'day' },
        { scope, period, kpis: ['csat'], by: { dimension: 'channel', tag: null, first: 20 } },
        { scope, period, kpis: ['csat'], ranking: { level: 'agent', first: 10, worst: false, minCount: 1 } },
        { scope: { level: 'team', key: 'billing' }, period: { preset: 'TODAY' }, kpis: [] },
      ]),
    );
    expect(calls[0]?.requests).toHaveLength(5);
  });

  it('asks for every KPI only where values is selected, and compares only where that is', async () => {
    await bench.data(
      `query ($no: Boolean!) { tenant {
      a: scorecard(period: ${march}) { value(kpi: "csat") { value previous @include(if: $no) { value } } }
      b: scorecard(period: { preset: LAST_7_DAYS }) { values { ...Compared } value(kpi: "csat") { value } }
    } }
    fragment Compared on KpiValue { value ... on KpiValue { yearAgo { value } } }`,
      { no: false },
    );
    const [call, ...rest] = bench.node.take();
    expect(rest).toEqual([]);
    expect(call?.requests).toEqual([
      { scope: { level: 'tenant' }, period: { from: '2026-03-01', to: '2026-03-31' }, kpis: ['csat'] },
      { scope: { level: 'tenant' }, period: { preset: 'LAST_7_DAYS' }, compare: ['yearAgo'] },
    ]);
  });

  it('passes filter and position on, to the look-up as well', async () => {
    const data = await bench.data<{ scope: { scorecard: { asOf: string } } }>(
      `query ($at: String) { scope(level: TEAM, key: "billing") {
        scorecard(period: ${march}, after: $at, where: { dimension: TAG, tag: "product", values: ["router"] }) { asOf value(kpi: "csat") { value } }
      } }`,
      { at: 'demo:9' },
    );
    expect(data.scope.scorecard.asOf).toBe('demo:9');
    const [lookUp, read] = bench.node.take();
    expect(lookUp?.requests[0]).toMatchObject({ kpis: [], after: 'demo:9' });
    expect(read?.requests[0]).toMatchObject({ after: 'demo:9', where: { dimension: 'tag', tag: 'product', values: ['router'] } });
  });
});

describe('one KPI that cannot be answered', () => {
  it('leaves the other eleven', async () => {
    const codes = [...Array.from({ length: 11 }, (_, i) => `kpi_${String(i).padStart(3, '0')}`), 'nope'];
    const values = codes.map((code) => `${code}: value(kpi: "${code}") { value }`).join(' ');
    const { data, errors } = await bench.ask<{ tenant: { scorecard: Record<string, unknown> } }>(
      `{ tenant { scorecard(period: ${march}) { asOf ${values} } } }`,
    );
    expect(Object.values(data?.tenant.scorecard ?? {}).filter((value) => value !== null)).toHaveLength(12);
    expect(data?.tenant.scorecard['nope']).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      message: "no KPI 'nope'; did you mean 'csat'?",
      path: ['tenant', 'scorecard', 'nope'],
      extensions: { code: 'UNKNOWN_KPI', kpi: 'nope' },
    });
    expect(bench.node.take()).toHaveLength(2);
  });

  it('leaves the others of a list, and tells beside the data', async () => {
    const { data, errors } = await bench.ask<{ scope: { scorecard: { values: { kpi: { code: string } }[] } } }>(
      `{ scope(level: AGENT, key: "a-001") {
        scorecard(period: ${march}, kpis: ["csat", "nope", "retention_rate", "nps"]) { values { kpi { code } } }
      } }`,
    );
    expect(data?.scope.scorecard.values.map(({ kpi }) => kpi.code)).toEqual(['csat', 'nps']);
    expect(errors?.map(({ path, extensions }) => [extensions['code'], path?.join('.')])).toEqual([
      ['UNKNOWN_KPI', 'scope.scorecard.values'],
      ['KPI_NOT_AT_LEVEL', 'scope.scorecard.values'],
    ]);
  });

  it('is told by name also beside every KPI of the level', async () => {
    const { data, errors } = await bench.ask<{ scope: { scorecard: { values: unknown[]; value: null } } }>(
      `{ scope(level: AGENT, key: "a-001") { scorecard(period: ${march}) { values { value } value(kpi: "retention_rate") { value } } } }`,
    );
    expect(data?.scope.scorecard.values.length).toBeGreaterThan(100);
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['KPI_NOT_AT_LEVEL']);
  });

  it('holds for many unknown ones', async () => {
    const codes = ['n1', 'n2', 'n3', 'n4', 'n5', 'csat'];
    const query = `{ tenant { scorecard(period: ${march}) { ${codes.map((code) => `${code}: value(kpi: "${code}") { value }`).join(' ')} } } }`;
    const { data, errors } = await bench.ask<{ tenant: { scorecard: { csat: { value: number } } } }>(query);
    expect(data?.tenant.scorecard.csat.value).toBe(valueOf({ level: 'tenant' }, 'csat'));
    expect(errors?.map(({ extensions }) => extensions['kpi'])).toEqual(['n1', 'n2', 'n3', 'n4', 'n5']);
  });

  it('has the code of its reason in a breakdown and a filter', async () => {
    const { errors } = await bench.ask(`{ tenant {
      breakdown(kpi: "utilization", period: ${march}, by: QUEUE) { value }
      scorecard(period: ${march}, where: { dimension: QUEUE, values: ["x"] }) { value(kpi: "utilization") { value } }
    } }`);
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['KPI_NOT_BY_DIMENSION', 'KPI_NOT_BY_DIMENSION']);
  });
});

describe('what is selected through fragments', () => {
  it('is found however deep fragments lie in fragments', async () => {
    const layers = Array.from({ length: 12 }, (_, i) => `fragment F${i} on KpiValue { ...F${i + 1} ...F${i + 1} }`);
    await bench.data(
      `{ tenant { scorecard(period: ${march}) { value(kpi: "csat") { ...F0 } } } } ${layers.join(' ')} fragment F12 on KpiValue { previous { value } }`,
    );
    expect(bench.node.take()[0]?.requests[0]?.compare).toEqual(['previous']);
  });
});
