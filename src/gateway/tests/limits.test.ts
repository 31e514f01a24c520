import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { Bench, type Answer } from './gateway.js';

const bench = new Bench({ CAREKPI_MAX_READS: '100', CAREKPI_MAX_PAGES: '5' });
const closed = new Bench({ CAREKPI_INTROSPECTION: 'off' });
const today = '{ preset: TODAY }';

function refusal({ errors }: Answer<unknown>): string {
  expect(errors?.map(({ extensions }) => extensions['code'])).toContain('TOO_COSTLY');
  return errors?.find(({ extensions }) => extensions['code'] === 'TOO_COSTLY')?.message ?? '';
}

describe('limits', () => {
  it('refuse what is nested too deep', async () => {
    const deep = (levels: number): string => (levels === 0 ? 'name' : `team { agents(first: 1) { nodes { ${deep(levels - 1)} } } }`);
    expect(refusal(await bench.ask(`{ scope(level: AGENT, key: "a-000") { ... on Agent { ${deep(4)} } } }`))).toContain(
      'nested more than 12 deep',
    );
    expect(bench.node.take()).toEqual([]);
  });

  it('refuse what costs too much', async () => {
    const query = `{ tenant { teams(first: 1000) { nodes { agents(first: 1000) { nodes { name } } } } } }`;
    expect(refusal(await bench.ask(query))).toContain('costs more than 100000');
    expect(bench.node.take()).toEqual([]);
  });

  it('refuse too many aliases, words and directives', async () => {
    const many = (count: number, of: (i: number) => string): string => Array.from({ length: count }, (_, i) => of(i)).join(' ');
    expect(refusal(await bench.ask(`{ ${many(201, (i) => `a${i}: __typename`)} ${many(201, (i) => `b${i}: tenant { key }`)} }`))).toContain(
      '200 aliases',
    );
    expect(refusal(await bench.ask(`{ ${many(4_001, () => '__typename')} }`))).toContain('4000 words and signs');
    expect(refusal(await bench.ask(`{ __typename ${'@include(if: true) '.repeat(51)} }`))).toContain('50 directives');
  });

  it('count reads and pages as they come, whatever variables say', async () => {
    const scorecards = `query ($n: Int) { tenant { agents(first: $n) { nodes { scorecard(period: ${today}) { asOf } } } } }`;
    expect(refusal(await bench.ask(scorecards, { n: 101 }))).toContain('more than 100 reads');
    expect((await bench.ask(scorecards, { n: 100 })).errors).toBeUndefined();
    const series = `query ($n: Int) { tenant { agents(first: $n) { nodes { series(kpi: "csat", period: ${today}, interval: DAY) { interval } } } } }`;
    expect(refusal(await bench.ask(series, { n: 11 }))).toContain('more than 100 reads');
    const pages = Array.from({ length: 6 }, (_, i) => `p${i}: agents(first: ${i + 1}) { totalCount }`);
    expect(refusal(await bench.ask(`{ tenant { ${pages.join(' ')} } }`))).toContain('more than 5 pages');
  });

  it('leave room for 50 agents with 20 KPIs in full', async () => {
    const value =
      'kpi { code name unit } value count numerator denominator provisional settledThrough confidence { low high } previous { value change better }';
    const values = Array.from({ length: 20 }, (_, i) => `k${i}: value(kpi: "kpi_${String(i).padStart(3, '0')}") { ${value} }`);
    const query = `{ tenant { agents(first: 50) { nodes { id key name scorecard(period: ${today}) { ${values.join(' ')} } } } } }`;
    expect((await bench.ask(query)).errors).toBeUndefined();
  });

  it('refuse a body that is too large', async () => {
    const { status, errors } = await bench.ask(`{ __typename } # ${'x'.repeat(200_000)}`);
    expect(status).toBe(413);
    expect(errors).toHaveLength(1);
  });
});

describe('the cost', () => {
  const developed = new Bench({ NODE_ENV: 'development' });
  const costOf = async (query: string, asked: string | null, on = bench, accept = 'application/json'): Promise<unknown> => {
    const response = await fetch(`${on.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, authorization: 'Bearer ck_demo', ...(asked && { 'carekpi-cost': asked }) },
      body: JSON.stringify({ query }),
    });
    const text = (await response.text()).replace(/^[^{]*/, '').replace(/\n[^}]*$/, '');
    return (JSON.parse(text) as { extensions?: { cost?: unknown } }).extensions?.cost;
  };
  const agents = '{ tenant { agents(first: 50) { nodes { key name } } } }';

  it('is told to who asks, each time the same', async () => {
    for (let i = 0; i < 3; i += 1) expect(await costOf(agents, '1')).toEqual({ requested: 201, maximum: 100_000, depth: 4 });
    expect(await costOf(agents, null)).toBeUndefined();
    expect(await costOf(agents, null, developed)).toEqual({ requested: 201, maximum: 100_000, depth: 4 });
    expect(await costOf(agents, '0', developed)).toBeUndefined();
    expect(await costOf('{ tenant { name } }', '1', bench, 'text/event-stream')).toEqual({ requested: 2, maximum: 100_000, depth: 2 });
  });

  it('is told with a refusal too, and is what is refused by', async () => {
    const at = (first: number): string => `{ tenant { agents(first: ${first}) { nodes { ${'key '.repeat(98)} } } } }`;
    const [within, over] = (await Promise.all([at(999), at(1_000)].map((query) => costOf(query, '1')))) as { requested: number }[];
    expect([within?.requested, over?.requested]).toEqual([99_901, 100_001]);
    expect(await costOf('{ nothing { at { all } } }', '1')).toEqual({ requested: 3, maximum: 100_000, depth: 3 });
    expect(await costOf('{', '1')).toBeUndefined();
  });
});

describe('the rate', () => {
  const query = `{ tenant { name } kpis { code } }`;
  it('that the node told is passed on: the call with least left', async () => {
    let left = 9;
    bench.node.fault = (_, res) => {
      res.setHeader('ratelimit-policy', '"key";q=10;w=1');
      res.setHeader('ratelimit', `"key";r=${(left -= 1)};t=1`);
      return false;
    };
    const response = await fetch(`${bench.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { authorization: 'Bearer ck_demo' },
    });
    expect([response.headers.get('ratelimit'), response.headers.get('ratelimit-policy')]).toEqual(['"key";r=7;t=1', '"key";q=10;w=1']);
    expect(response.headers.get('retry-after')).toBeNull();
    bench.node.fault = (_, res) => Boolean(res.writeHead(429, { ratelimit: '"key";r=0;t=3', 'retry-after': '3' }).end());
    const over = await fetch(`${bench.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { authorization: 'Bearer ck_demo' } });
    expect([over.headers.get('ratelimit'), over.headers.get('retry-after')]).toEqual(['"key";r=0;t=3', '3']);
  });
});

describe('introspection', () => {
  it('is there, and can be switched off together with suggestions', async () => {
    expect((await bench.ask(getIntrospectionQuery(), {}, null)).errors).toBeUndefined();
    const { errors } = await closed.ask(getIntrospectionQuery(), {}, null);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_INPUT');
    expect(JSON.stringify(await closed.ask('{ tenan { name } }'))).not.toContain('Did you mean');
    expect(JSON.stringify(await bench.ask('{ tenan { name } }'))).toContain('Did you mean');
  });
});
