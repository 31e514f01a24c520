import { forms } from './forms';
import { judging } from './judging';
import { rules } from './rules';
import { settings } from './settings';
import { targets } from './targets';

/** The texts of what is improved and managed. */
export const manage = { forms, judging, rules, settings, targets } as const;
