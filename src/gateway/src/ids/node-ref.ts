import type { KpiRef } from '../kpis/kpi.js';
import type {
  NodeAlert,
  NodeAlertRule,
  NodeAnnotation,
  NodeDispute,
  NodeJob,
  NodeKey,
  NodeReport,
  NodeUser,
  NodeWidgetEntry,
} from '../node/management.js';
import type { NodeTarget } from '../node/protocol.js';
import type { ScorecardRef } from '../scorecards/scorecard.js';
import type { ScopeRef } from '../scopes/scope.js';

type As<Name extends string, T> = T & { readonly __typename: Name };

/** What the node has under an id of its own, with the name of its type. */
export type ManagedRef =
  | As<'Target', NodeTarget>
  | As<'Alert', NodeAlert>
  | As<'AlertRule', NodeAlertRule>
  | As<'Annotation', NodeAnnotation>
  | As<'ApiKey', NodeKey>
  | As<'Dispute', NodeDispute>
  | As<'Job', NodeJob>
  | As<'Report', NodeReport>
  | As<'User', NodeUser>
  | As<'Widget', NodeWidgetEntry>;

/** What a global id can stand for. */
export type NodeRef = ScopeRef | ScorecardRef | KpiRef | ManagedRef;
