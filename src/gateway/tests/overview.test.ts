import { describe, expect, it } from 'vitest';
import { Bench, type Answer } from './gateway.js';

const bench = new Bench();
const march = '{ from: "2026-03-01", to: "2026-03-31" }';
const codes = ({ errors }: Answer<unknown>): readonly unknown[] => (errors ?? []).map(({ extensions }) => extensions['code']);
const kpis = Array.from({ length: 25 }, (_, i) => `kpi_${String(i).padStart(3, '0')}`);

/** As a dashboard asks, which knows the KPIs when it runs, by one document that is kept. */
const overview = `query Overview($period: PeriodInput!, $trend: PeriodInput!, $kpis: [String!], $locale: String) {
  tenant { id name scorecard(period: $period, kpis: $kpis) {
    id period { from to } asOf lastEventAt
    values {
      kpi { code name(locale: $locale) unit direction keyResultArea }
      value count small provisional settledThrough closedAt revised confidence { low high }
      previous { period { from to } value change changePercent better }
      target { target { target warning } inheritedFrom state attainment pace }
      benchmark { industry { industry region value source year gap } }
      series(interval: WEEK, period: $trend) { points { at from value count incomplete provisional } }
    }
  } }
}`;
const variables = { period: { preset: 'LAST_28_DAYS' }, trend: { from: '2026-01-05', to: '2026-03-29' }, kpis };
interface Seen {
  readonly tenant: { readonly scorecard: { readonly values: readonly { readonly series: { readonly points: readonly object[] } }[] } };
}

/** Twelve weeks. */
function withTwelvePoints(): void {
  bench.node.points = Array.from({ length: 12 }, (_, i) => new Date(Date.UTC(2026, 0, 5 + 7 * i)).toISOString());
}

describe('an overview of 25 KPIs', () => {
  it('with change, target, benchmark and twelve points each is one operation of two reads', async () => {
    withTwelvePoints();
    const { tenant } = await bench.data<Seen>(overview, variables);
    const { values } = tenant.scorecard;
    expect(values.map(({ series }) => series.points.length)).toEqual(kpis.map(() => 12));
    expect(values[3]).toMatchObject({
      kpi: { code: 'kpi_003', keyResultArea: 'QUALITY' },
      target: { state: 'WARNING' },
      benchmark: { industry: [{ value: 78 }] },
      previous: { change: 1.5 },
    });
    const reads = bench.node.take().filter(({ path }) => path === '/v1/scorecards');
    expect(reads.map(({ requests }) => requests)).toEqual([
      [expect.objectContaining({ kpis, compare: ['previous'], extras: ['benchmark', 'target'] })],
      [{ scope: { level: 'tenant' }, period: variables.trend, kpis, interval: 'week' }],
    ]);
  });

  it('and so are those of twenty teams at once, or with an alias for each series', async () => {
    withTwelvePoints();
    const card = overview.slice(overview.indexOf('scorecard('), overview.lastIndexOf('} }'));
    const teams = overview.replace(/tenant \{[^]*$/, `tenant { teams(first: 20) { nodes { name ${card} } } } }`) + ' }';
    expect(codes(await bench.ask(teams, variables))).toEqual([]);
    const named = kpis.map((kpi) => `${kpi}: series(kpi: "${kpi}", period: $trend, interval: WEEK) { ...Trend }`).join(' ');
    const aliased = `query ($trend: PeriodInput!) { tenant { ${named} } } fragment Trend on Series { points { at value incomplete provisional } }`;
    expect(codes(await bench.ask(aliased, variables))).toEqual([]);
  });
});

describe('the series of a value', () => {
  it('is of the same scope, period and filter, once for all that ask for it', async () => {
    await bench.data(`{ tenant {
      team(key: "billing") { scorecard(period: ${march}, where: { dimension: CHANNEL, values: ["voice"] }) {
        csat: value(kpi: "csat") { series(interval: DAY) { interval kpi { code } points { value } } }
        nps: value(kpi: "nps") { series(interval: DAY) { interval } } } }
      breakdown(kpi: "csat", period: ${march}, by: CHANNEL, first: 1) { result { series(interval: MONTH) { interval } } }
      ranking(kpi: "csat", level: TEAM, period: ${march}, first: 1) { result { series(interval: MONTH) { interval } } }
    } }`);
    const asked = bench.node.take().flatMap(({ requests }) => requests.filter(({ interval }) => interval));
    const period = { from: '2026-03-01', to: '2026-03-31' };
    const voice = { dimension: 'channel', tag: null, values: ['voice'] };
    expect(asked).toHaveLength(3);
    expect(asked).toEqual(
      expect.arrayContaining([
        { scope: { level: 'team', key: 'billing' }, period, kpis: ['csat', 'nps'], where: voice, interval: 'day' },
        { scope: { level: 'tenant' }, period, kpis: ['csat'], where: voice, interval: 'month' },
        { scope: { level: 'team', key: 'billing' }, period, kpis: ['csat'], interval: 'month' },
      ]),
    );
  });

  it('is not told of a KPI that is tried out, and a wrong period is said', async () => {
    const kpi = '{ code: "x", name: "X", formula: "csat", unit: "%", direction: UP, keyResultArea: QUALITY }';
    const tried = `{ previewKpi(input: { kpi: ${kpi}, level: TENANT, period: ${march} }) { value { series(interval: DAY) { interval } } } }`;
    expect(codes(await bench.ask(tried))).toEqual(['BAD_INPUT']);
    const wrong = `{ tenant { scorecard(period: ${march}) { value(kpi: "csat") { series(interval: DAY, period: { from: "2026-03-01" }) { interval } } } } }`;
    expect((await bench.ask(wrong)).errors?.[0]?.message).toContain('"to" is missing');
  });
});

describe('what stands on little', () => {
  it('says so, the value and each of its parts', async () => {
    const query = `{ tenant { scorecard(period: ${march}) {
      appraisal: value(kpi: "kpi_000") { small parts { name value count weight kpi { code name(locale: "en") } small } }
      talk: value(kpi: "utilization") { small parts { weight kpi { code } small } } } } }`;
    expect(await bench.data(query)).toEqual({
      tenant: {
        scorecard: {
          appraisal: {
            small: true,
            parts: [
              { name: 'csat', value: 88, count: 40, weight: 30, kpi: { code: 'csat', name: 'csat in English' }, small: false },
              { name: 'nps', value: null, count: 1, weight: 10, kpi: { code: 'nps', name: 'nps in English' }, small: true },
            ],
          },
          talk: { small: false, parts: [{ weight: null, kpi: null, small: false }] },
        },
      },
    });
  });
});

describe('peers', () => {
  const of = (kpi: string, fields: string): string =>
    `{ tenant { scorecard(period: ${march}) { value(kpi: "${kpi}") { value benchmark { peers { ${fields} } rank { of } } } } } }`;
  const peersIn = ({ data }: Answer<{ tenant: { scorecard: { value: { benchmark: object } } } }>): object | undefined =>
    data?.tenant.scorecard.value.benchmark;

  it('of ten tenants or more are told whole', async () => {
    expect(peersIn(await bench.ask(of('first_contact_resolution', 'quarter tenants p10 p25 p50 p75 p90 percentile')))).toEqual({
      peers: { quarter: '2026-01-01', tenants: 12, p10: 60, p25: 70, p50: 75, p75: 80, p90: 90, percentile: 60 },
      rank: { of: 5 },
    });
  });

  it('of fewer are told without their ends, and who asks for those is told to leave them out', async () => {
    expect(peersIn(await bench.ask(of('csat', 'tenants p25 p50 p75 percentile')))).toEqual({
      peers: { tenants: 7, p25: 70, p50: 75, p75: 80, percentile: 60 },
      rank: { of: 5 },
    });
    for (const end of ['p10', 'p90', 'p10 p90']) {
      const answer = await bench.ask<{ tenant: { scorecard: { value: { benchmark: object } } } }>(of('csat', `tenants ${end} p50`));
      expect(peersIn(answer)).toEqual({ peers: null, rank: { of: 5 } });
      expect(codes(answer)).toEqual(['NOT_FOUND']);
      expect(answer.errors?.[0]?.message).toContain('withheld under ten tenants');
    }
  });

  it('are none of a team, nor of a KPI that has none', async () => {
    const team = `{ tenant { team(key: "billing") { scorecard(period: ${march}) { value(kpi: "csat") { benchmark { peers { p10 } } } } } } }`;
    expect(await bench.data(team)).toMatchObject({ tenant: { team: { scorecard: { value: { benchmark: { peers: null } } } } } });
    expect(peersIn(await bench.ask(of('kpi_003', 'p10')))).toEqual({ peers: null, rank: { of: 5 } });
  });
});
