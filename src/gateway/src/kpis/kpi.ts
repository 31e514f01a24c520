import type { NodeKpi } from '../node/protocol.js';

/** A KPI by its code; what the catalogue says of it is asked for when a query selects it. */
export interface KpiRef {
  readonly code: string;
  /** The definition that a value was made with, which a remembered catalogue may not know yet. */
  readonly version: number | null;
  readonly entry: NodeKpi | null;
}

/** A KPI of which only the code is known. */
export function kpiAt(code: string): KpiRef {
  return { code, version: null, entry: null };
}
