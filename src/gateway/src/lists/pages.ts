// The connections of the schema, by what they are lists of.

import type {
  NodeAgentNow,
  NodeAlert,
  NodeAlertRule,
  NodeAnnotation,
  NodeAuditEntry,
  NodeDelivery,
  NodeDispute,
  NodeEvidence,
  NodeJob,
  NodeKey,
  NodeMonth,
  NodeReport,
  NodeUser,
  NodeWidgetEntry,
} from '../node/management.js';
import type { NodeTarget } from '../node/protocol.js';
import type { ListPage } from './list.js';

export type AgentNowPage = ListPage<NodeAgentNow>;
export type AlertPage = ListPage<NodeAlert>;
export type AlertRulePage = ListPage<NodeAlertRule>;
export type AnnotationPage = ListPage<NodeAnnotation>;
export type ApiKeyPage = ListPage<NodeKey>;
export type AuditPage = ListPage<NodeAuditEntry>;
export type ClosedMonthPage = ListPage<NodeMonth>;
export type DisputePage = ListPage<NodeDispute>;
export type EvidencePage = ListPage<NodeEvidence>;
export type JobPage = ListPage<NodeJob>;
export type ReportDeliveryPage = ListPage<NodeDelivery>;
export type ReportPage = ListPage<NodeReport>;
export type TargetPage = ListPage<NodeTarget>;
export type UserPage = ListPage<NodeUser>;
export type WidgetPage = ListPage<NodeWidgetEntry>;
