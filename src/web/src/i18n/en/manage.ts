import { alerts } from './alerts';
import { customKpis } from './customKpis';
import { forms } from './forms';
import { imports } from './imports';
import { quality } from './quality';
import { targets } from './targets';

/** The texts of what is improved and managed. */
export const manage = { alerts, customKpis, forms, imports, quality, targets } as const;
