import { writeFileSync } from 'node:fs';
import { generate, target } from './codegen.js';

writeFileSync(target, await generate());
