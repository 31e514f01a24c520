import { alertList, ruleList } from '../alerts/alerts.js';
import { annotationList } from '../annotations/annotations.js';
import { disputeList } from '../disputes/disputes.js';
import { readJob } from '../jobs/jobs.js';
import { keyList } from '../keys/keys.js';
import { itemOf } from '../lists/list.js';
import type {
  NodeAlert,
  NodeAlertRule,
  NodeAnnotation,
  NodeDispute,
  NodeKey,
  NodeReport,
  NodeUser,
  NodeWidgetEntry,
} from '../node/management.js';
import type { NodeTarget } from '../node/protocol.js';
import { userList } from '../people/users.js';
import { reportList } from '../reports/reports.js';
import type { Level } from '../schema/types.js';
import type { Session } from '../session.js';
import { widgetList } from '../widgets/widgets.js';
import type { Kind } from './ids.js';
import type { ManagedRef } from './node-ref.js';

/** The target in the list of its scope and KPI. */
export async function targetAt(session: Session, id: string, level: Level, key: string | null, kpi: string): Promise<ManagedRef | null> {
  return as('Target', await itemOf<NodeTarget>(session, { path: '/v1/targets', query: { level, key, kpi } }, id));
}

export async function managedAt(session: Session, kind: Kind, id: string): Promise<ManagedRef | null> {
  switch (kind) {
    case 'alert':
      return as('Alert', await itemOf<NodeAlert>(session, alertList, id));
    case 'alertRule':
      return as('AlertRule', await itemOf<NodeAlertRule>(session, ruleList, id));
    case 'annotation':
      return as('Annotation', await itemOf<NodeAnnotation>(session, annotationList, id));
    case 'dispute':
      return as('Dispute', await itemOf<NodeDispute>(session, disputeList, id));
    case 'report':
      return as('Report', await itemOf<NodeReport>(session, reportList, id));
    case 'key':
      return as('ApiKey', await itemOf<NodeKey>(session, keyList, id));
    case 'user':
      return as('User', await itemOf<NodeUser>(session, userList, id));
    case 'widget':
      return as('Widget', await itemOf<NodeWidgetEntry>(session, widgetList, id));
    case 'job':
      return as('Job', await readJob(session, id));
  }
}

function as<Name extends string, T extends object>(__typename: Name, item: T | null): (T & { readonly __typename: Name }) | null {
  return item && { ...item, __typename };
}
