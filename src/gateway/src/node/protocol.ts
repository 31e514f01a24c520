// What the node's read API (docs/contracts/read-api.md) takes and gives.

import type {
  CohortMeasure,
  Dimension,
  Direction,
  Interval,
  KeyResultArea,
  KeyScope,
  Level,
  PeriodPreset,
  Role,
  TargetState,
  Tier,
  ViewerKind,
} from '../schema/types.js';

export type NodePeriod = { readonly from: string; readonly to: string } | { readonly preset: PeriodPreset };
export type NodeFilter = { readonly dimension: Dimension; readonly tag: string | null; readonly values: readonly string[] };
export type Compare = 'previous' | 'yearAgo';
/** What goes with a value when it is asked for. */
export type Extra = 'target' | 'benchmark';
export type ScopeAddress = { readonly level: Level; readonly key?: string };
export type NodeBreakdownAsk = { readonly dimension: Dimension; readonly tag: string | null; readonly first: number };
export type NodeRankingAsk = { readonly level: Level; readonly first: number; readonly worst: boolean; readonly minCount: number };

export interface ScorecardRequest {
  readonly scope: ScopeAddress;
  readonly period: NodePeriod;
  /** Absent: every KPI of the level. Empty: the scope alone. */
  readonly kpis?: readonly string[];
  readonly where?: NodeFilter;
  readonly interval?: Interval;
  readonly by?: NodeBreakdownAsk;
  readonly ranking?: NodeRankingAsk;
  /** The tenant's retention by month of acquisition, by itself. */
  readonly cohorts?: CohortMeasure;
  readonly compare?: readonly Compare[];
  readonly extras?: readonly Extra[];
  readonly after?: string;
}

export interface Dates {
  readonly from: string;
  readonly to: string;
}

/** Level and key always; what else there is depends on the level and on the call. */
export interface NodeScope {
  readonly level: Level;
  readonly key: string;
  readonly name: string;
  readonly team?: string | null;
  readonly parent?: string | null;
  readonly segment?: string | null;
  readonly region?: string | null;
  readonly activeSince?: string | null;
}

export interface NodeComparison {
  readonly period: Dates;
  readonly value: number | null;
  readonly change: number | null;
  readonly changePercent: number | null;
  readonly better: boolean | null;
}

export interface NodeDistribution {
  readonly mean: number;
  readonly min: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface NodeKpiValue {
  readonly kpi: string;
  readonly version: number;
  readonly value: number | null;
  readonly count: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly confidence: { readonly low: number; readonly high: number } | null;
  readonly distribution: NodeDistribution | null;
  readonly provisional: boolean;
  readonly settledThrough: string | null;
  readonly previous: NodeComparison | null;
  readonly yearAgo: NodeComparison | null;
  readonly parts: readonly NodePart[] | null;
  /** Too few observations. */
  readonly small: boolean;
  /** When the period is one closed month. */
  readonly closedAt?: string | null;
  readonly revised?: number | null;
  readonly target?: NodeTargetStatus | null;
  readonly benchmark?: NodeBenchmark | null;
}

export interface NodePart {
  readonly name: string;
  readonly value: number | null;
  readonly count: number;
  readonly weight: number | null;
  readonly kpi: string | null;
  readonly small: boolean;
}

export interface NodeTarget {
  readonly id: string;
  readonly level: Level;
  readonly key: string | null;
  readonly kpi: string;
  readonly target: number;
  readonly warning: number | null;
  readonly from: string;
  readonly to: string | null;
}

export interface NodeTargetStatus {
  readonly target: NodeTarget;
  readonly inheritedFrom: Level | null;
  readonly state: TargetState | null;
  readonly attainment: number | null;
  readonly pace: number | null;
}

export interface NodeBenchmark {
  readonly industry: readonly {
    readonly industry: string;
    readonly region: string | null;
    readonly value: number;
    readonly source: string;
    readonly year: number;
    readonly gap: number | null;
  }[];
  readonly peers: NodePeers | null;
  readonly rank: { readonly position: number; readonly of: number; readonly percentile: number } | null;
}

export interface NodePeers {
  readonly quarter: string;
  readonly tenants: number;
  /** Withheld under ten tenants. */
  readonly p10: number | null;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number | null;
  readonly percentile: number;
}

export interface NodePoint {
  readonly at: string;
  readonly from: string;
  readonly value: number | null;
  readonly count: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly incomplete: boolean;
  readonly provisional: boolean;
}

export interface NodeSeries {
  readonly kpi: string;
  readonly interval: Interval;
  readonly points: readonly NodePoint[];
}

export interface NodeBreakdownItem {
  readonly value: string;
  readonly result: NodeKpiValue;
}

export interface NodeRankingEntry {
  readonly position: number;
  readonly scope: NodeScope;
  readonly result: NodeKpiValue;
}

export interface NodeCohortRow {
  readonly month: string;
  readonly size: number;
  readonly cells: readonly { readonly age: number; readonly kept: number; readonly percent: number | null; readonly incomplete: boolean }[];
}

export interface NodeResult {
  readonly scope: NodeScope;
  readonly period: Dates;
  readonly asOf: string;
  readonly lastEventAt: string | null;
  readonly values?: readonly NodeKpiValue[];
  readonly series?: readonly NodeSeries[];
  readonly breakdown?: readonly { readonly kpi: string; readonly items: readonly NodeBreakdownItem[] }[];
  readonly ranking?: readonly { readonly kpi: string; readonly entries: readonly NodeRankingEntry[] }[];
  readonly cohorts?: readonly NodeCohortRow[];
}

export interface NodeProblem {
  readonly code?: string;
  readonly detail?: string;
  /** The part of the request it is about, such as `kpis[0]`. */
  readonly field?: string;
  /** The part of a formula that cannot be read: from where (0-based) and how long. */
  readonly position?: number;
  readonly length?: number;
}

export type NodeAnswer = { readonly result: NodeResult | null } | { readonly problem: NodeProblem };

export interface NodeTenant {
  readonly key: string;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly industry: string | null;
  readonly locale: string;
  readonly horizon: string | null;
}

export interface NodePage {
  readonly items: readonly NodeScope[];
  readonly totalCount: number | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export interface NodeKpi {
  readonly code: string;
  readonly names: Readonly<Record<string, string>>;
  readonly descriptions: Readonly<Record<string, string>>;
  readonly formula: string;
  readonly unit: string;
  readonly direction: Direction;
  readonly keyResultArea: KeyResultArea;
  readonly tier: Tier;
  readonly levels: readonly Level[];
  readonly dimensions?: readonly Dimension[];
  readonly version: number;
  readonly custom: boolean;
  /** The KPI that this is a variant of. */
  readonly parent?: string | null;
}

/** Who a credential is. */
export interface NodeCaller {
  readonly tenant: string;
  readonly kind: ViewerKind;
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly role: Role | null;
  readonly teams: readonly string[] | null;
  readonly agent: string | null;
  readonly email: string | null;
  readonly expiresAt: string | null;
  readonly widget: NodeWidget | null;
}

/** What a widget token is pinned to. */
export interface NodeWidget {
  readonly level: Level;
  readonly key: string | null;
  readonly kpis: readonly string[] | null;
  readonly origin: string;
}
