import type { KpiRef } from '../kpis/kpi.js';
import type { Dates, NodeFilter, NodeKpiValue, NodeRankingEntry, NodeSeries, ScopeAddress } from '../node/protocol.js';

/** Of what a value is: its drivers and its evidence are asked for with it. */
export interface ValuePlace {
  readonly scope: ScopeAddress;
  readonly period: Dates;
  readonly where: NodeFilter | null;
}

/** `place` is null for a KPI that is only tried out. */
export type KpiValueRef = NodeKpiValue & {
  readonly place: ValuePlace | null;
  /** What the catalogue does not have. */
  readonly definition?: KpiRef;
};

export interface BreakdownRef {
  readonly value: string;
  readonly result: KpiValueRef;
}

export type RankedRef = Omit<NodeRankingEntry, 'result'> & { readonly result: KpiValueRef };

export type SeriesRef = NodeSeries & { readonly definition?: KpiRef };
