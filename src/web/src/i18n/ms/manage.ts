import { alerts } from './alerts';
import { customKpis } from './customKpis';
import { forms } from './forms';
import { imports } from './imports';
import { nowPage } from './nowPage';
import { quality } from './quality';
import { settings } from './settings';
import { targets } from './targets';

export const manage = { alerts, customKpis, forms, imports, nowPage, quality, settings, targets };
