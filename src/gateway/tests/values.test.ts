import { describe, expect, it } from 'vitest';
import { valueOf } from './fake-node/data.js';
import { Bench } from './gateway.js';

const bench = new Bench();
const march = '{ from: "2026-03-01", to: "2026-03-31" }';

describe('values', () => {
  it('come with all that they stand on', async () => {
    const { tenant } = await bench.data<{ tenant: { scorecard: object } }>(`{ tenant { scorecard(period: ${march}) {
      scope { name } period { from to } asOf lastEventAt
      csat: value(kpi: "csat") {
        kpi { code name } definitionVersion value count numerator denominator confidence { low high } distribution { p50 }
        provisional settledThrough parts { name }
        previous { period { from to } value change changePercent better } yearAgo { period { from } }
      }
      nothing: value(kpi: "nps") { value count numerator denominator provisional settledThrough }
      duration: value(kpi: "first_response_time") { distribution { mean min p50 p75 p90 p95 p99 max } }
      parts: value(kpi: "utilization") { parts { name value count } }
    } } }`);
    expect(tenant.scorecard).toEqual({
      scope: { name: 'Demo' },
      period: { from: '2026-03-01', to: '2026-03-31' },
      asOf: 'demo:88121',
      lastEventAt: '2026-03-31T17:22:00Z',
      csat: {
        kpi: { code: 'csat', name: 'csat 繁' },
        definitionVersion: 1,
        value: valueOf({ level: 'tenant' }, 'csat'),
        count: 4,
        numerator: 3,
        denominator: 4,
        confidence: { low: 30.06, high: 95.44 },
        distribution: null,
        provisional: true,
        settledThrough: '2026-03-30',
        parts: null,
        previous: { period: { from: '2026-02-01', to: '2026-02-28' }, value: 50, change: 1.5, changePercent: 3, better: true },
        yearAgo: { period: { from: '2025-03-01' } },
      },
      nothing: { value: null, count: 0, numerator: 0, denominator: 0, provisional: false, settledThrough: null },
      duration: { distribution: { mean: 9, min: 1, p50: 5, p75: 8, p90: 12, p95: 20, p99: 40, max: 60 } },
      parts: { parts: [{ name: 'talk', value: 1.5, count: 3 }] },
    });
    expect(bench.node.take().filter(({ path }) => path === '/v1/scorecards')).toHaveLength(1);
  });

  it('come as series and by dimension', async () => {
    const { scope } = await bench.data<{ scope: object }>(`{ scope(level: TEAM, key: "billing") {
      series(kpi: "csat", period: ${march}, interval: DAY) { kpi { code } interval points { at from value count incomplete provisional } }
      breakdown(kpi: "csat", period: ${march}, by: CHANNEL, first: 1) { value result { value yearAgo { value } } }
    } }`);
    const value = valueOf({ level: 'team', key: 'billing' }, 'csat');
    expect(scope).toEqual({
      series: {
        kpi: { code: 'csat' },
        interval: 'DAY',
        points: [{ at: '2026-02-28T16:00:00Z', from: '2026-03-01', value, count: 4, incomplete: false, provisional: true }],
      },
      breakdown: [{ value: 'voice', result: { value, yearAgo: { value: 50 } } }],
    });
  });
});

describe('the catalogue', () => {
  it('is listed in its order, and filtered', async () => {
    const data = await bench.data<Record<string, { code: string }[]>>(`{
      all: kpis { code }
      some: kpis(codes: ["nps", "csat", "nope"]) { code }
      basic: kpis(tier: BASIC, keyResultArea: RESPONSIVENESS) { code direction levels tier keyResultArea }
    }`);
    expect(data['all']).toHaveLength(137);
    expect(data['some']?.map(({ code }) => code)).toEqual(['csat', 'nps']);
    expect(data['basic']).toEqual([
      {
        code: 'first_response_time',
        direction: 'DOWN',
        levels: ['TENANT', 'TEAM', 'AGENT', 'CUSTOMER'],
        tier: 'BASIC',
        keyResultArea: 'RESPONSIVENESS',
      },
    ]);
    expect(bench.node.take()).toHaveLength(1);
  });

  it('has names in four languages, by default in the tenant’s', async () => {
    const { kpi, none } = await bench.data<{ kpi: object; none: null }>(`{
      kpi(code: "csat") {
        name en: name(locale: "en-GB") tw: name(locale: "zh-TW") cn: name(locale: "zh") my: name(locale: "ms-MY") fr: name(locale: "fr")
        description(locale: "en") formula unit version custom
      }
      none: kpi(code: "nope") { name }
    }`);
    expect(kpi).toEqual({
      name: 'csat 繁',
      en: 'csat in English',
      tw: 'csat 繁',
      cn: 'csat 简',
      my: 'csat dalam bahasa Melayu',
      fr: 'csat in English',
      description: 'What csat is',
      formula: 'a ÷ b',
      unit: '%',
      version: 1,
      custom: false,
    });
    expect(none).toBeNull();
  });

  it('is remembered a moment beside values of the same credential, and of no other', async () => {
    const query = `{ tenant { scorecard(period: ${march}) { value(kpi: "csat") { kpi { name(locale: "en") } } } } }`;
    await bench.data(query, {}, 'ck_demo2');
    expect(bench.node.take().map(({ path }) => path)).toEqual(['/v1/scorecards', '/v1/kpis']);
    await bench.data(query, {}, 'ck_demo2');
    expect(bench.node.take().map(({ path }) => path)).toEqual(['/v1/scorecards']);
    await bench.data(query, {}, 'ck_other');
    expect(bench.node.take().map(({ path }) => path)).toEqual(['/v1/scorecards', '/v1/kpis']);
  });
});
