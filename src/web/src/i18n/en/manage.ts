import { access } from './access';
import { alerts } from './alerts';
import { annotations } from './annotations';
import { customKpis } from './customKpis';
import { disputes } from './disputes';
import { forms } from './forms';
import { imports } from './imports';
import { quality } from './quality';
import { reports } from './reports';
import { settings } from './settings';
import { targets } from './targets';

/** The texts of what is improved and managed. */
export const manage = { access, alerts, annotations, customKpis, disputes, forms, imports, quality, reports, settings, targets } as const;
