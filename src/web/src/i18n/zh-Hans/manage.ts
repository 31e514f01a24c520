import { forms } from './forms';
import { judging } from './judging';
import { rules } from './rules';
import { settings } from './settings';
import { targets } from './targets';

export const manage = { forms, judging, rules, settings, targets };
