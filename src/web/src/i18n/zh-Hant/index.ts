import { areas } from './areas';
import { common } from './common';
import { dimensions } from './dimensions';
import { format } from './format';
import { intervals } from './intervals';
import { levels } from './levels';
import { periods } from './periods';
import { problems } from './problems';
import { session } from './session';
import { shell } from './shell';
import { tables } from './tables';
import { values } from './values';
import type { Texts } from '../texts';

export const zhHant: Texts = {
  areas,
  common,
  dimensions,
  format,
  intervals,
  levels,
  periods,
  problems,
  session,
  shell,
  tables,
  values,
};
