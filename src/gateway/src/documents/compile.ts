import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildGatewaySchema } from '../schema/schema.js';
import { compile, manifestOf, ownDocuments } from './documents.js';

// Run by `npm run generate`: clients are built with the manifest, the gateway reads the documents themselves.
writeFileSync(join(ownDocuments, 'manifest.json'), manifestOf(compile(ownDocuments, buildGatewaySchema())));
