import { access } from './access';
import { annotations } from './annotations';
import { auditLog } from './auditLog';
import { disputes } from './disputes';
import { reports } from './reports';

/** The texts of access, reports, disputes and notes. */
export const administer = { access, annotations, auditLog, disputes, reports } as const;
