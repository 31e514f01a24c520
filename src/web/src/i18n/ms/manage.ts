import { alerts } from './alerts';
import { customKpis } from './customKpis';
import { forms } from './forms';
import { imports } from './imports';
import { quality } from './quality';
import { targets } from './targets';

export const manage = { alerts, customKpis, forms, imports, quality, targets };
