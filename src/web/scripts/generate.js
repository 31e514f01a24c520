import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, Kind, parse } from 'graphql';
import { readDocuments, root } from './documents.js';

// What is made here is not kept in the repository: it follows from the schema and the documents alone.
const sdl = readFileSync(join(root, '../gateway/schema.graphql'), 'utf8');
const schema = buildSchema(sdl);
const { documents, fragments } = readDocuments(schema);
const out = join(root, 'src/generated');
const config = {
  useTypeImports: true,
  enumsAsTypes: true,
  strictScalars: true,
  immutableTypes: true,
  skipTypename: true,
  avoidOptionals: { field: true },
  scalars: { Date: 'string', DateTime: 'string', Long: 'number', ID: 'string' },
};

/** @param {import('graphql').DocumentNode} ast @param {import('graphql').FragmentDefinitionNode[]} others */
async function typesOf(ast, others) {
  const text = await codegen({
    filename: 'types.ts',
    schema: parse(sdl),
    documents: [{ location: 'document.graphql', document: ast }],
    plugins: [{ operations: { namespacedImportName: 'Types' } }],
    pluginMap: { operations },
    config: {
      ...config,
      externalFragments: others.map((node) => ({ isExternal: true, name: node.name.value, onType: node.typeCondition.name.value, node })),
    },
  });
  return text.trim();
}

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'documents'), { recursive: true });
const base = await codegen({
  filename: 'schema.ts',
  schema: parse(sdl),
  documents: [],
  plugins: [{ typescript: { onlyOperationTypes: true } }],
  pluginMap: { typescript },
  config,
});
writeFileSync(join(out, 'schema.ts'), base);
const shared = await typesOf({ kind: Kind.DOCUMENT, definitions: fragments }, []);
writeFileSync(join(out, 'fragments.ts'), `import type * as Types from './schema';\n\n${shared}\n`);
for (const { id, name, type, body, ast } of documents) {
  await write(id, name, type, ast);
  writeFileSync(join(out, 'documents', `${name}.graphql`), body);
}

// Those of the widgets lie in the gateway, which runs them for their tokens; their id is the SHA-256 of the file as it is.
const widgets = join(root, '../gateway/documents/widgets');
for (const file of readdirSync(widgets).sort()) {
  const body = readFileSync(join(widgets, file), 'utf8');
  const ast = parse(body);
  const [operation] = ast.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || !operation.name) throw new Error(`${file} is no operation with a name.`);
  await write(createHash('sha256').update(body).digest('hex'), operation.name.value, operation.operation, ast);
}

/** @param {string} id @param {string} name @param {string} type @param {import('graphql').DocumentNode} ast */
async function write(id, name, type, ast) {
  const operation = ast.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const types = await typesOf({ kind: Kind.DOCUMENT, definitions: operation }, fragments);
  const kind = `${type.slice(0, 1).toUpperCase()}${type.slice(1)}`;
  const base = name.endsWith(kind) ? name : `${name}${kind}`;
  writeFileSync(
    join(out, `${name}.ts`),
    `import type { TypedDocument } from '../api/document';\nimport type * as Types from './schema';\n\n${types}\n\n` +
      `export const ${name}: TypedDocument<${base}, ${base}Variables> = { id: '${id}', name: '${name}', type: '${type}' };\n`,
  );
}
