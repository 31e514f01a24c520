import type { KpiRef } from '../kpis/kpi.js';
import type { ScorecardRef } from '../scorecards/scorecard.js';
import type { ScopeRef } from '../scopes/scope.js';

/** What a global id can stand for. */
export type NodeRef = ScopeRef | ScorecardRef | KpiRef;
