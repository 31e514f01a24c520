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

describe('introspection', () => {
  it('is there, and can be switched off together with suggestions', async () => {
    expect((await bench.ask(getIntrospectionQuery(), {}, null)).errors).toBeUndefined();
    const { errors } = await closed.ask(getIntrospectionQuery(), {}, null);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_INPUT');
    expect(JSON.stringify(await closed.ask('{ tenan { name } }'))).not.toContain('Did you mean');
    expect(JSON.stringify(await bench.ask('{ tenan { name } }'))).toContain('Did you mean');
  });
});
