import { describe, expect, it } from 'vitest';
import { evidenceItems } from './fake-node/evidence.js';
import { Bench } from './gateway.js';

const bench = new Bench();
const tight = new Bench({ CAREKPI_MAX_READS: '25', CAREKPI_MAX_PAGES: '3' });
const march = '{ from: "2026-03-01", to: "2026-03-31" }';

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly key: string } }[];
  readonly totalCount: number | null;
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

const query = `query ($first: Int, $after: String, $kpi: String!) { tenant { scorecard(period: { preset: LAST_MONTH }) { value(kpi: $kpi) {
  evidence(first: $first, after: $after) {
    edges { cursor node { key } } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
} } } }`;
const page = async (first: number, after: string | null = null, kpi = 'csat'): Promise<Page> =>
  (await bench.data<{ tenant: { scorecard: { value: { evidence: Page } } } }>(query, { first, after, kpi })).tenant.scorecard.value
    .evidence;
const keysOf = ({ edges }: Page): readonly string[] => edges.map(({ node }) => node.key);

describe('evidence', () => {
  it('is what stands behind a value, of just what the value is of', async () => {
    const data = await bench.data<{ scope: { scorecard: { value: { evidence: object } } } }>(`{ scope(level: TEAM, key: "billing") {
      scorecard(period: ${march}, where: { dimension: CHANNEL, values: ["voice"] }) { value(kpi: "csat") { evidence(first: 2) { nodes {
        kind key at day part amount customer { name segment } agent { key } team { name } channel topic score comment case contact
      } } } }
    } }`);
    expect(data.scope.scorecard.value.evidence).toMatchObject({
      nodes: [
        {
          kind: 'SURVEY',
          key: 's-0',
          at: '2026-03-31T17:59:00Z',
          day: '2026-03-31',
          part: 'BOTH',
          amount: 0,
          customer: { name: 'Lee', segment: 'gold' },
          agent: { key: 'a-000' },
          team: { name: 'Billing' },
          score: 4,
          comment: 'Quick and kind',
          case: 'case-7',
          contact: null,
        },
        { kind: 'AGENT_DAY', part: 'DENOMINATOR', customer: null, agent: null, team: null },
      ],
    });
    expect(bench.node.take().find(({ path }) => path === '/v1/evidence')?.body).toEqual({
      scope: { level: 'team', key: 'billing' },
      period: { from: '2026-03-01', to: '2026-03-31' },
      kpi: 'csat',
      where: { dimension: 'channel', tag: null, values: ['voice'] },
      first: 2,
    });
  });

  it('of a breakdown is of the value, of a ranking is of the scope', async () => {
    await bench.data(`{ tenant {
      breakdown(kpi: "csat", period: ${march}, by: CHANNEL, first: 1) { result { evidence { nodes { key } } } }
      ranking(kpi: "csat", period: ${march}, level: AGENT, first: 1) { result { evidence { nodes { key } } } }
    } }`);
    const bodies = bench.node.take().flatMap(({ path, body }) => (path === '/v1/evidence' ? [body] : []));
    expect(bodies).toEqual([
      expect.objectContaining({ scope: { level: 'tenant' }, where: { dimension: 'channel', tag: null, values: ['voice'] } }),
      expect.objectContaining({ scope: { level: 'agent', key: 'a-000' } }),
    ]);
  });

  it('follows in pages to the end, each piece once, from every cursor', async () => {
    const all = evidenceItems().map(({ key }) => key);
    const read: string[] = [];
    let after: string | null = null;
    do {
      const one: Page = await page(20, after);
      expect(one.pageInfo.hasPreviousPage).toBe(after !== null);
      expect([one.pageInfo.startCursor, one.pageInfo.endCursor]).toEqual([one.edges[0]?.cursor, one.edges.at(-1)?.cursor]);
      expect(one.totalCount).toBeNull();
      read.push(...keysOf(one));
      after = one.pageInfo.hasNextPage ? one.pageInfo.endCursor : null;
    } while (after !== null);
    expect(read).toEqual(all);
    const { edges } = await page(10);
    for (const [i, { cursor }] of edges.entries()) expect(keysOf(await page(3, cursor))).toEqual(all.slice(i + 1, i + 4));
    const [, second] = (await page(5, edges[2]?.cursor)).edges;
    expect(keysOf(await page(2, second?.cursor))).toEqual(all.slice(5, 7));
  });

  it('goes on at the same place when something came in or went away before it', async () => {
    const at = (await page(10)).edges[3]?.cursor ?? '';
    const items = evidenceItems();
    const answerWith = (given: readonly object[]): void => {
      bench.node.fault = (req, res) => {
        if (req.url !== '/v1/evidence') return false;
        return Boolean(res.writeHead(200).end(JSON.stringify({ items: given, hasNextPage: true, cursor: 'x' })));
      };
    };
    answerWith([{ ...items[0], key: 'new' }, ...items]);
    expect(keysOf(await page(2, at))).toEqual(['s-4', 's-5']);
    answerWith(items.slice(1));
    expect(keysOf(await page(2, at))).toEqual(['s-4', 's-5']);
    answerWith(items.filter(({ key }) => key !== 's-3'));
    expect(keysOf(await page(2, at))).toEqual(['s-4', 's-5']);
  });

  it('refuses a cursor of other evidence, of another list, and a page too large', async () => {
    const { endCursor } = (await page(2)).pageInfo;
    const { tenant } = await bench.data<{ tenant: { teams: { pageInfo: { endCursor: string } } } }>(
      `{ tenant { teams { pageInfo { endCursor } } } }`,
    );
    for (const variables of [
      { first: 2, after: endCursor, kpi: 'first_contact_resolution' },
      { first: 2, after: tenant.teams.pageInfo.endCursor, kpi: 'csat' },
      { first: 2, after: 'nonsense', kpi: 'csat' },
      { first: 101, kpi: 'csat' },
    ]) {
      expect((await bench.ask(query, variables)).errors?.[0]).toMatchObject({ extensions: { code: 'BAD_INPUT' } });
    }
    const fromList = `query ($after: String) { tenant { teams(after: $after) { nodes { key } } } }`;
    expect((await bench.ask(fromList, { after: endCursor })).errors?.[0]?.extensions['code']).toBe('BAD_INPUT');
  });

  it('that there is none of says so, and leaves the value', async () => {
    const { data, errors } = await bench.ask<{ tenant: { scorecard: { value: object } } }>(
      `{ tenant { scorecard(period: ${march}) { value(kpi: "retention_rate") { count evidence { nodes { key } } } } } }`,
    );
    expect(data?.tenant.scorecard.value).toEqual({ count: 4, evidence: null });
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['NO_EVIDENCE']);
  });
});

describe('drivers', () => {
  it('say what a value was moved by', async () => {
    const data = await bench.data<{ tenant: { scorecard: { value: { drivers: object } } } }>(`{ tenant { scorecard(period: ${march}) {
      value(kpi: "csat") {
        drivers(by: TAG, tag: "product", against: { preset: LAST_YEAR }, first: 1) {
          period { from } against { from to } now before change items { value scope { key } now before contribution mix rate } rest { value contribution scope { key } }
        }
        teams: drivers(by: TEAM) { items { scope { __typename name } } }
      }
    } } }`);
    expect(data.tenant.scorecard.value).toEqual({
      drivers: {
        period: { from: '2026-03-01' },
        against: { from: '2026-02-01', to: '2026-02-28' },
        now: 76,
        before: 70,
        change: 6,
        items: [{ value: 'voice', scope: null, now: 80, before: 75, contribution: 3, mix: 1, rate: 2 }],
        rest: { value: null, contribution: 1, scope: null },
      },
      teams: { items: [{ scope: { __typename: 'Team', name: 'Billing' } }, { scope: { __typename: 'Team', name: 'Care' } }] },
    });
    const [, first, second] = bench.node.take();
    expect(first?.body).toEqual({
      scope: { level: 'tenant' },
      period: { from: '2026-03-01', to: '2026-03-31' },
      kpi: 'csat',
      by: 'tag',
      tag: 'product',
      first: 1,
      against: { preset: 'LAST_YEAR' },
    });
    expect(second?.body).toMatchObject({ by: 'team', first: 10 });
  });

  it('that a KPI does not have are told', async () => {
    const { errors } = await bench.ask(
      `{ tenant { scorecard(period: ${march}) { value(kpi: "utilization") { drivers(by: CHANNEL) { change } } } } }`,
    );
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['KPI_HAS_NO_DRIVERS']);
    const { errors: none } = await bench.ask(
      `{ tenant { scorecard(period: ${march}) { value(kpi: "csat") { drivers(by: TAG) { change } } } } }`,
    );
    expect(none?.[0]?.message).toContain('"tag" is missing');
    const { errors: filtered } = await bench.ask(`{ tenant {
      scorecard(period: ${march}, where: { dimension: QUEUE, values: ["a"] }) { value(kpi: "csat") { drivers(by: CHANNEL) { change } } }
    } }`);
    expect(filtered?.[0]?.message).toContain('without a filter');
  });
});

describe('what a query may cost', () => {
  it('counts drivers and evidence as ten reads, and lists as pages', async () => {
    const ask = (field: string, count: number): Promise<{ errors?: readonly object[] }> =>
      tight.ask(
        `query ($n: Int) { tenant { agents(first: $n) { nodes { scorecard(period: ${march}) { value(kpi: "csat") { ${field} } } } } } }`,
        {
          n: count,
        },
      );
    for (const field of ['evidence(first: 1) { nodes { key } }', 'drivers(by: CHANNEL) { change }']) {
      expect((await ask(field, 2)).errors).toBeUndefined();
      expect((await ask(field, 3)).errors).toEqual([expect.objectContaining({ extensions: { code: 'TOO_COSTLY' } })]);
    }
    const { errors } = await tight.ask(`{ tenant { agents(first: 10) { nodes { targets { id } } } } }`);
    expect(errors?.[0]?.extensions['code']).toBe('TOO_COSTLY');
  });

  it('refuses by the text what would list too much', async () => {
    const { errors } = await bench.ask(
      `{ tenant { agents(first: 1000) { nodes { scorecard(period: ${march}) { values { evidence(first: 100) { nodes { key comment } } } } } } } }`,
    );
    expect(errors?.[0]?.extensions['code']).toBe('TOO_COSTLY');
    expect(bench.node.take()).toEqual([]);
  });
});
