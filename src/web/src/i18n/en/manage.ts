import { alerts } from './alerts';
import { customKpis } from './customKpis';
import { findings } from './findings';
import { forms } from './forms';
import { imports } from './imports';
import { judging } from './judging';
import { quality } from './quality';
import { rules } from './rules';
import { settings } from './settings';
import { targets } from './targets';

/** The texts of what is improved and managed. */
export const manage = { alerts, customKpis, findings, forms, imports, judging, quality, rules, settings, targets } as const;
