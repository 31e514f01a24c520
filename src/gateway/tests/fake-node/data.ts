import type { NodeBenchmark, NodeKpi, NodeKpiValue, NodePeers, NodeScope, NodeTarget, NodeTenant } from '../../src/node/protocol.js';

// Two tenants with the same keys in part, so that a mix-up shows.

export interface FakeTenant {
  readonly tenant: NodeTenant;
  readonly scopes: readonly NodeScope[];
  readonly kpis: readonly NodeKpi[];
}

const number = (i: number): string => String(i).padStart(3, '0');

function kpi(code: string, more: Partial<NodeKpi> = {}): NodeKpi {
  return {
    code,
    names: { en: `${code} in English`, 'zh-Hant': `${code} 繁`, 'zh-Hans': `${code} 简`, ms: `${code} dalam bahasa Melayu` },
    descriptions: { en: `What ${code} is`, 'zh-Hant': '繁', 'zh-Hans': '简', ms: 'Apa' },
    formula: 'a ÷ b',
    unit: '%',
    direction: 'up',
    keyResultArea: 'satisfaction',
    tier: 'customer',
    levels: ['tenant', 'team', 'agent', 'customer'],
    dimensions: ['channel', 'tag'],
    version: 1,
    custom: false,
    parent: null,
    ...more,
  };
}

const catalogue: readonly NodeKpi[] = [
  kpi('csat'),
  kpi('nps', { unit: '-100…100' }),
  kpi('first_response_time', { unit: 's', direction: 'down', keyResultArea: 'responsiveness', tier: 'basic' }),
  kpi('retention_rate', { keyResultArea: 'loyalty', levels: ['tenant'] }),
  kpi('utilization', { direction: 'none', keyResultArea: 'efficiency', tier: 'basic', levels: ['tenant', 'team', 'agent'] }),
  kpi('first_contact_resolution', { keyResultArea: 'resolution' }),
  kpi('contact_volume', { unit: 'n', direction: 'none', keyResultArea: 'efficiency', tier: 'basic' }),
  ...Array.from({ length: 130 }, (_, i) => kpi(`kpi_${number(i)}`, { keyResultArea: 'quality', tier: 'advanced' })),
];

export const demo: FakeTenant = {
  tenant: {
    key: 'demo',
    name: 'Demo',
    timeZone: 'Asia/Hong_Kong',
    currency: 'HKD',
    industry: 'retail',
    locale: 'zh-HK',
    horizon: '2025-01-01T00:00:00Z',
  },
  kpis: catalogue,
  scopes: [
    { level: 'team', key: 'billing', name: 'Billing', parent: 'care' },
    { level: 'team', key: 'care', name: 'Care', parent: null },
    { level: 'team', key: 'sales', name: 'Sales', parent: 'care' },
    ...Array.from({ length: 120 }, (_, i): NodeScope => ({
      level: 'agent',
      key: `a-${number(i)}`,
      name: `Agent ${i}`,
      team: i % 3 === 2 ? null : i % 3 === 1 ? 'sales' : 'billing',
    })),
    { level: 'customer', key: 'c-1', name: 'Lee', segment: 'gold', region: 'HK', activeSince: '2025-01-05' },
    { level: 'customer', key: 'c-2', name: 'Tan', segment: null, region: null, activeSince: null },
  ],
};

export const other: FakeTenant = {
  tenant: { key: 'other', name: 'Other', timeZone: 'Europe/Berlin', currency: 'EUR', industry: null, locale: 'en', horizon: null },
  kpis: catalogue,
  scopes: [{ level: 'team', key: 'billing', name: 'Accounts', parent: null }],
};

/** A number that belongs to the scope and the KPI alone. */
export function valueOf(scope: { readonly level: string; readonly key?: string | undefined }, code: string): number {
  let sum = 0;
  for (const letter of `${scope.level}/${scope.key ?? ''}/${code}`) sum = (sum * 31 + letter.charCodeAt(0)) % 10_007;
  return sum / 100;
}

export interface Asked {
  readonly compare?: readonly string[] | undefined;
  readonly extras?: readonly string[] | undefined;
  readonly closed?: boolean;
}

/** The tenant's target of a KPI, which all its scopes inherit. */
export function targetOf(kpi: string): NodeTarget {
  return { id: `t-${kpi}`, level: 'tenant', key: null, kpi, target: 80, warning: 70, from: '2026-01-01', to: null };
}

const benchmark: NodeBenchmark = {
  industry: [{ industry: 'retail', region: null, value: 78, source: 'A yearly survey', year: 2025, gap: -3 }],
  peers: null,
  rank: { position: 2, of: 5, percentile: 75 },
};

function partsOf(code: string): NodeKpiValue['parts'] {
  if (code === 'utilization') return [{ name: 'talk', value: 1.5, count: 3, weight: null, kpi: null, small: false }];
  if (code !== 'kpi_000') return null;
  return [
    { name: 'csat', value: 88, count: 40, weight: 30, kpi: 'csat', small: false },
    { name: 'nps', value: null, count: 1, weight: 10, kpi: 'nps', small: true },
  ];
}

/** Of twelve tenants, or of seven, of which the ends are not told. */
function peersOf(level: string, code: string): NodePeers | null {
  const peers = { quarter: '2026-01-01', p25: 70, p50: 75, p75: 80, percentile: 60 };
  if (level !== 'tenant') return null;
  if (code === 'first_contact_resolution') return { ...peers, tenants: 12, p10: 60, p90: 90 };
  return code === 'csat' ? { ...peers, tenants: 7, p10: null, p90: null } : null;
}

export function kpiValue(scope: { level: string; key?: string | undefined }, code: string, asked: Asked): NodeKpiValue {
  const { compare = [], extras = [], closed = false } = asked;
  const nothing = code === 'nps';
  const value = nothing ? null : valueOf(scope, code);
  const comparison = (from: string, to: string): NonNullable<NodeKpiValue['previous']> => ({
    period: { from, to },
    value: 50,
    change: 1.5,
    changePercent: 3,
    better: true,
  });
  return {
    kpi: code,
    version: 1,
    value,
    count: nothing ? 0 : 4,
    numerator: nothing ? 0 : 3,
    denominator: nothing ? 0 : 4,
    confidence: code === 'csat' ? { low: 30.06, high: 95.44 } : null,
    distribution: code === 'first_response_time' ? { mean: 9, min: 1, p50: 5, p75: 8, p90: 12, p95: 20, p99: 40, max: 60 } : null,
    provisional: code === 'csat',
    settledThrough: code === 'csat' ? '2026-03-30' : null,
    previous: compare.includes('previous') ? comparison('2026-02-01', '2026-02-28') : null,
    yearAgo: compare.includes('yearAgo') ? comparison('2025-03-01', '2025-03-31') : null,
    parts: partsOf(code),
    small: code === 'kpi_000',
    ...(closed && { closedAt: '2026-03-02T00:00:00Z', revised: value === null ? null : value + 1 }),
    ...(extras.includes('target') && {
      target: {
        target: targetOf(code),
        inheritedFrom: scope.level === 'tenant' ? null : 'tenant',
        state: nothing ? null : 'warning',
        attainment: nothing ? null : 93.75,
        pace: null,
      },
    }),
    ...(extras.includes('benchmark') && { benchmark: nothing ? null : { ...benchmark, peers: peersOf(scope.level, code) } }),
  };
}
