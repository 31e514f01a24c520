import { alerts } from './alerts';
import { customKpis } from './customKpis';
import { forms } from './forms';
import { imports } from './imports';
import { judging } from './judging';
import { quality } from './quality';
import { rules } from './rules';
import { settings } from './settings';
import { targets } from './targets';

export const manage = { alerts, customKpis, forms, imports, judging, quality, rules, settings, targets };
