import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kind, parse, print, validate, visit } from 'graphql';

/** @typedef {{ id: string, name: string, type: string, body: string, ast: import('graphql').DocumentNode }} Compiled */

export const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * The documents of the dashboard: one operation a file, with the fragments that it needs from all files. Each is run by the SHA-256 of its text.
 * @param {import('graphql').GraphQLSchema} schema
 * @returns {{ documents: Compiled[], fragments: import('graphql').FragmentDefinitionNode[] }}
 */
export function readDocuments(schema) {
  const folder = join(root, 'documents');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.graphql'))
    .sort();
  const parsed = files.map((file) => ({ file, ast: parse(readFileSync(join(folder, file), 'utf8')) }));
  const fragments = parsed.flatMap(({ ast }) => ast.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION));
  const byName = new Map(fragments.map((one) => [one.name.value, one]));
  const documents = parsed.flatMap(({ file, ast }) => {
    const operations = ast.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    if (operations.length === 0) return [];
    const [operation, ...others] = operations;
    if (!operation?.name || others.length > 0) throw new Error(`${file}: give it exactly one operation, with a name.`);
    const used = /** @type {Map<string, import('graphql').FragmentDefinitionNode>} */ (new Map());
    collect(operation, byName, used, file);
    /** @type {import('graphql').DocumentNode} */
    const whole = { kind: Kind.DOCUMENT, definitions: [operation, ...used.values()] };
    const body = `${print(whole)}\n`;
    const [error] = validate(schema, parse(body));
    if (error) throw new Error(`${file}: ${error.message}`);
    const id = createHash('sha256').update(body).digest('hex');
    return [{ id, name: operation.name.value, type: operation.operation, body, ast: whole }];
  });
  const names = new Set(documents.map(({ name }) => name));
  if (names.size < documents.length) throw new Error('Two documents have the same name.');
  return { documents, fragments };
}

/**
 * @param {import('graphql').ASTNode} node
 * @param {ReadonlyMap<string, import('graphql').FragmentDefinitionNode>} all
 * @param {Map<string, import('graphql').FragmentDefinitionNode>} used
 * @param {string} file
 */
function collect(node, all, used, file) {
  visit(node, {
    FragmentSpread({ name }) {
      if (used.has(name.value)) return;
      const found = all.get(name.value);
      if (!found) throw new Error(`${file}: there is no fragment ${name.value}.`);
      used.set(name.value, found);
      collect(found, all, used, file);
    },
  });
}
