import { access } from './access';
import { auditLog } from './auditLog';

/** The texts of access, reports, disputes and notes. */
export const administer = { access, auditLog } as const;
