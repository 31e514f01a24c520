import type { NodeFilter, NodePeriod } from '../node/protocol.js';
import type { ScopeRef } from '../scopes/scope.js';

/** A scorecard that was asked for. Its fields say what of it has to be read. */
export interface ScorecardRef {
  readonly scope: ScopeRef;
  readonly period: NodePeriod;
  /** null: every KPI of the level. */
  readonly kpis: readonly string[] | null;
  readonly where: NodeFilter | null;
  readonly after: string | null;
}
