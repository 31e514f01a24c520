import { agents } from './agents';
import { areas } from './areas';
import { common } from './common';
import { customers } from './customers';
import { dimensions } from './dimensions';
import { evidence } from './evidence';
import { format } from './format';
import { intervals } from './intervals';
import { levels } from './levels';
import { manage } from './manage';
import { overview } from './overview';
import { periods } from './periods';
import { problems } from './problems';
import { session } from './session';
import { shell } from './shell';
import { tables } from './tables';
import { teams } from './teams';
import { values } from './values';
import type { Texts } from '../texts';

export const zhHant: Texts = {
  agents,
  areas,
  common,
  customers,
  dimensions,
  evidence,
  format,
  intervals,
  levels,
  ...manage,
  overview,
  periods,
  problems,
  session,
  shell,
  tables,
  teams,
  values,
};
