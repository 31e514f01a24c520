import { writeFileSync } from 'node:fs';
import { additions, additionsFile } from './additions.js';
import { generate, target } from './codegen.js';

writeFileSync(target, await generate());
writeFileSync(additionsFile, additions());
