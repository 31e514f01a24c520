import { administer } from './administer';
import { agents } from './agents';
import { areas } from './areas';
import { catalogue } from './catalogue';
import { cohorts } from './cohorts';
import { common } from './common';
import { customers } from './customers';
import { dimensions } from './dimensions';
import { evidence } from './evidence';
import { format } from './format';
import { intervals } from './intervals';
import { kpi } from './kpi';
import { levels } from './levels';
import { liveNow } from './liveNow';
import { manage } from './manage';
import { overview } from './overview';
import { parts } from './parts';
import { periods } from './periods';
import { problems } from './problems';
import { session } from './session';
import { shell } from './shell';
import { tables } from './tables';
import { teams } from './teams';
import { values } from './values';
import type { Texts } from '../texts';

export const zhHant: Texts = {
  ...administer,
  agents,
  areas,
  catalogue,
  cohorts,
  common,
  customers,
  dimensions,
  evidence,
  format,
  intervals,
  kpi,
  levels,
  liveNow,
  ...manage,
  overview,
  parts,
  periods,
  problems,
  session,
  shell,
  tables,
  teams,
  values,
};
