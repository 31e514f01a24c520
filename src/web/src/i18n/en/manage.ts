import { forms } from './forms';
import { targets } from './targets';

/** The texts of what is improved and managed. */
export const manage = { forms, targets } as const;
