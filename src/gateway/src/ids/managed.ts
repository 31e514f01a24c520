import { alertList, ruleList } from '../alerts/alerts.js';
import { annotationList } from '../annotations/annotations.js';
import { disputeList } from '../disputes/disputes.js';
import { readJob } from '../jobs/jobs.js';
import { keyList } from '../keys/keys.js';
import { itemAt, itemOf } from '../lists/list.js';
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
import type { Session } from '../session.js';
import { targetList } from '../targets/read.js';
import { widgetList } from '../widgets/widgets.js';
import type { Kind } from './ids.js';
import type { ManagedRef } from './node-ref.js';

export async function managedAt(session: Session, kind: Kind, id: string): Promise<ManagedRef | null> {
  switch (kind) {
    case 'alert':
      return as('Alert', await itemOf<NodeAlert>(session, alertList, id));
    case 'alertRule':
      return as('AlertRule', await itemAt<NodeAlertRule>(session, ruleList.path, id));
    case 'annotation':
      return as('Annotation', await itemAt<NodeAnnotation>(session, annotationList.path, id));
    case 'dispute':
      return as('Dispute', await itemAt<NodeDispute>(session, disputeList.path, id));
    case 'report':
      return as('Report', await itemAt<NodeReport>(session, reportList.path, id));
    case 'key':
      return as('ApiKey', await itemOf<NodeKey>(session, keyList, id));
    case 'target':
      return as('Target', await itemAt<NodeTarget>(session, targetList.path, id));
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
