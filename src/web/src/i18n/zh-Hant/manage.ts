import { forms } from './forms';
import { targets } from './targets';

export const manage = { forms, targets };
