import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Bench, type Answer } from './gateway.js';

const bench = new Bench({ CAREKPI_NODE_TIMEOUT_MS: '300', CAREKPI_MAX_ANSWER_BYTES: '100000' });
const march = '{ from: "2026-03-01", to: "2026-03-31" }';
const csat = `{ tenant { scorecard(period: ${march}) { value(kpi: "csat") { value } } } }`;

const codes = ({ errors }: Answer<unknown>): readonly unknown[] => (errors ?? []).map(({ extensions }) => extensions['code']);

function refuse(status: number, body: string, headers: Record<string, string> = {}) {
  return (_: unknown, res: ServerResponse): boolean => {
    res.writeHead(status, { 'content-type': 'application/problem+json', ...headers }).end(body);
    return true;
  };
}

describe('parameters', () => {
  it.each(['variables', 'extensions'])('%s of an address or a form that are no JSON are told to the caller', async (name) => {
    const headers = { authorization: 'Bearer ck_demo', accept: 'application/json' };
    const asked = new URLSearchParams({ query: '{ __typename }', [name]: '{' });
    for (const response of [
      await fetch(`${bench.url}/graphql?${asked.toString()}`, { headers }),
      await fetch(`${bench.url}/graphql`, { method: 'POST', headers, body: asked }),
    ]) {
      expect(response.status).toBe(400);
      expect(codes((await response.json()) as Answer<unknown>)).toEqual(['BAD_INPUT']);
    }
  });
});

describe('credentials', () => {
  it('are asked for', async () => {
    expect(codes(await bench.ask(csat, {}, null))).toEqual(['UNAUTHENTICATED']);
    expect(bench.node.take()).toEqual([]);
  });

  it('that the node does not know are told, in each field that is asked for', async () => {
    expect(codes(await bench.ask('{ tenant { name } }', {}, 'ck_wrong'))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await bench.ask('{ kpis { code } }', {}, 'ck_wrong'))).toEqual(['UNAUTHENTICATED']);
  });

  it('that were revoked get nothing remembered', async () => {
    await bench.data('{ tenant { id name } kpis { code } }', {}, 'ck_demo2');
    bench.node.fault = refuse(401, '{"code":"UNAUTHENTICATED"}');
    for (const query of [
      '{ tenant { id } }',
      '{ tenant { name } }',
      '{ kpis { code } }',
      '{ kpi(code: "csat") { name } }',
      csat,
      '{ tenant { teams { nodes { id } } } }',
    ]) {
      expect(codes(await bench.ask(query, {}, 'ck_demo2'))).toEqual(['UNAUTHENTICATED']);
    }
  });
});

describe('a node that refuses', () => {
  it.each([
    [403, '{"code":"FORBIDDEN","detail":"the key has no scope read"}', 'FORBIDDEN', 'the key has no scope read'],
    [400, '{"code":"BAD_INPUT","detail":"period is too long"}', 'BAD_INPUT', 'period is too long'],
    [413, '', 'TOO_COSTLY', 'This asks for too much at once.'],
    [500, '{"detail":"NullReferenceException at CareKpi.Engine"}', 'UNAVAILABLE', 'CareKpi cannot answer just now. Try again in a moment.'],
    [503, '{"code":"UNAVAILABLE","detail":"disk full on node-7"}', 'UNAVAILABLE', 'CareKpi cannot answer just now. Try again in a moment.'],
    [200, 'no json', 'UNAVAILABLE', 'CareKpi cannot answer just now. Try again in a moment.'],
    [200, '{"answers":[]}', 'UNAVAILABLE', 'CareKpi cannot answer just now. Try again in a moment.'],
    [400, '{"code":"SECRET_CODE","detail":"inner"}', 'UNAVAILABLE', 'CareKpi cannot answer just now. Try again in a moment.'],
  ])('with %i %s is %s', async (status, body, code, message) => {
    bench.node.fault = refuse(status, body);
    const answer = await bench.ask(csat);
    expect(codes(answer)).toEqual([code]);
    expect(answer.errors?.[0]?.message).toBe(message);
    expect(answer.status).toBe(200);
  });

  it('for the rate says how long to wait', async () => {
    bench.node.fault = refuse(429, '{"code":"RATE_LIMITED"}', { 'retry-after': '7' });
    const { errors } = await bench.ask(csat);
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'RATE_LIMITED', retryAfter: 7 },
      message: expect.stringContaining('7 s') as string,
    });
  });

  it('or is silent, too talkative or gone, is UNAVAILABLE or TOO_COSTLY, and in time', async () => {
    bench.node.fault = () => true;
    expect(codes(await bench.ask(csat))).toEqual(['UNAVAILABLE']);
    bench.node.fault = refuse(200, JSON.stringify({ answers: ['x'.repeat(200_000)] }));
    expect(codes(await bench.ask(csat))).toEqual(['TOO_COSTLY']);
    bench.node.fault = (req) => Boolean(req.socket.destroy());
    expect(codes(await bench.ask(csat))).toEqual(['UNAVAILABLE']);
  });

  it('on a connection that was just closed is asked once more', async () => {
    let first = true;
    bench.node.fault = (req) => {
      if (!first) return false;
      first = false;
      return Boolean(req.socket.destroy());
    };
    await bench.data(csat);
    expect(bench.node.take()).toHaveLength(2);
  });

  it('in one part leaves the others', async () => {
    const answer = await bench.ask<{ tenant: { name: string; scorecard: { value: null } } }>(
      `{ tenant { name scorecard(period: ${march}, after: "demo:never") { value(kpi: "csat") { value } } } }`,
    );
    expect(answer.data).toEqual({ tenant: { name: 'Demo', scorecard: { value: null } } });
    expect(codes(answer)).toEqual(['POSITION_NOT_REACHED']);
  });

  it('to name the KPI still gets the others answered', async () => {
    bench.node.fault = (_, res) => {
      const { requests } = bench.node.calls.at(-1) ?? { requests: [] };
      const bad = { problem: { code: 'UNKNOWN_KPI', detail: 'there is one that is unknown' } };
      if (!requests.some(({ kpis }) => kpis?.includes('nope'))) return false;
      const result = {
        scope: { level: 'tenant', key: 'demo', name: 'Demo' },
        period: {},
        asOf: '',
        values: [{ kpi: 'csat', version: 1, value: 7 }],
      };
      const answers = requests.map(({ kpis }) => (kpis?.includes('nope') ? bad : { result }));
      res.writeHead(200).end(JSON.stringify({ answers }));
      return true;
    };
    const answer = await bench.ask<{ tenant: { scorecard: object } }>(
      `{ tenant { scorecard(period: ${march}) { csat: value(kpi: "csat") { value } nope: value(kpi: "nope") { value } } } }`,
    );
    expect(answer.data?.tenant.scorecard).toEqual({ csat: { value: 7 }, nope: null });
    expect(bench.node.take()).toHaveLength(2);
    expect(codes(answer)).toEqual(['UNKNOWN_KPI']);
  });

  it('to give what its contract says is masked, and logged without values', async () => {
    bench.node.fault = refuse(200, '{"key":"demo","name":null,"secret":"s3cret"}');
    const answer = await bench.ask('{ tenant { name } }');
    expect(codes(answer)).toEqual(['UNAVAILABLE']);
    expect(JSON.stringify(answer)).not.toContain('non-nullable');
    expect(bench.lines.some(({ message }) => message === 'unexpected error')).toBe(true);
    expect(JSON.stringify(bench.lines)).not.toContain('s3cret');
  });
});

describe('input', () => {
  const scorecard = (args: string): string => `{ tenant { scorecard(${args}) { asOf } } }`;

  it.each([
    ['period: {}', 'period: it is empty. Give both "from" and "to"'],
    ['period: { from: "2026-03-01" }', 'period: "to" is missing'],
    ['period: { to: "2026-03-01" }', 'period: "from" is missing'],
    ['period: { from: "2026-03-01", to: "2026-03-02", preset: TODAY }', 'not both'],
    ['period: { from: "2026-03-01", preset: TODAY }', 'not both'],
    ['period: { from: "2026-03-02", to: "2026-03-01" }', 'Exchange them'],
    ['period: { from: "2026-02-30", to: "2026-03-01" }', '"2026-02-30" is not a day'],
    ['period: { from: 20260301, to: "2026-03-01" }', '20260301 is not a day'],
    ['period: { preset: TODAY }, where: { dimension: TAG, values: ["a"] }', 'where: "tag" is missing'],
    ['period: { preset: TODAY }, where: { dimension: QUEUE, values: ["a"], tag: "x" }', 'where: "tag" goes with the dimension TAG only'],
    ['period: { preset: TODAY }, where: { dimension: QUEUE, values: [] }', 'where: "values" is empty'],
    ['period: { preset: LAST_DECADE }', 'LAST_DECADE'],
    ['', 'period'],
  ])('%s is refused with what, where and how to mend', async (args, message) => {
    const answer = await bench.ask(args ? scorecard(args) : '{ tenant { scorecard { asOf } } }');
    expect(codes(answer)).toEqual(['BAD_INPUT']);
    expect(answer.errors?.[0]?.message).toContain(message);
    expect(bench.node.take()).toEqual([]);
  });

  it('in a variable is refused with its place', async () => {
    const answer = await bench.ask('query ($p: PeriodInput!) { tenant { scorecard(period: $p) { asOf } } }', {
      p: { from: 'March', to: '2026-03-01' },
    });
    expect(codes(answer)).toEqual(['BAD_INPUT']);
    expect(answer.errors?.[0]?.message).toContain(
      'at "p.from"; "March" is not a day. Write it as year, month and day, such as "2026-03-31".',
    );
  });

  it.each([
    ['ranking(kpi: "csat", level: TENANT, period: { preset: TODAY }) { position }', '"level" is TENANT'],
    ['ranking(kpi: "csat", level: AGENT, first: 0, period: { preset: TODAY }) { position }', '"first" is 0'],
    ['ranking(kpi: "csat", level: AGENT, minCount: -1, period: { preset: TODAY }) { position }', '"minCount" is -1'],
    ['breakdown(kpi: "csat", by: TAG, period: { preset: TODAY }) { value }', '"tag" is missing'],
    ['nonsense', 'Cannot query field "nonsense"'],
  ])('%s is refused', async (field, message) => {
    const answer = await bench.ask(`{ tenant { ${field} } }`);
    expect(codes(answer)).toEqual(['BAD_INPUT']);
    expect(answer.errors?.[0]?.message).toContain(message);
  });

  it('that is no GraphQL, or a language that is none, is refused', async () => {
    expect(codes(await bench.ask('{ tenant {'))).toEqual(['BAD_INPUT']);
    expect(codes(await bench.ask('{ kpi(code: "csat") { name(locale: "?") } }'))).toEqual(['BAD_INPUT']);
  });
});
