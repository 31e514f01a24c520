import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GraphQLError, Kind, parse, validate, type GraphQLSchema } from 'graphql';

/** A document that is asked for by the SHA-256 of its text. */
export interface PersistedDocument {
  readonly id: string;
  readonly name: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  /** Lies in the folder `widgets`: the tokens of widgets may run it. */
  readonly widget: boolean;
  readonly body: string;
}

/** The documents that come with the gateway, beside the package, from `src` as from `dist`. */
export const ownDocuments = fileURLToPath(new URL('../../documents', import.meta.url));

/** The documents of a folder and of `widgets` in it: one operation a file, with its fragments, and valid. */
export function compile(folder: string, schema: GraphQLSchema): readonly PersistedDocument[] {
  return ['', 'widgets'].flatMap((part) =>
    filesOf(join(folder, part)).map((file) => documentOf(file, readFileSync(file, 'utf8'), part === 'widgets', schema)),
  );
}

function filesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.graphql'))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function documentOf(file: string, body: string, widget: boolean, schema: GraphQLSchema): PersistedDocument {
  try {
    const document = parse(body);
    const [error] = validate(schema, document);
    if (error) throw error;
    const [operation, ...others] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    if (operation?.kind !== Kind.OPERATION_DEFINITION || !operation.name || others.length > 0) {
      throw new GraphQLError('give it exactly one operation, with a name');
    }
    const id = createHash('sha256').update(body).digest('hex');
    return { id, name: operation.name.value, type: operation.operation, widget, body };
  } catch (error) {
    throw new Error(`The document ${file} cannot be served: ${error instanceof Error ? error.message : 'unknown'}.`);
  }
}

/** What clients are built with, in the form that the tools of Apollo read too. */
export function manifestOf(documents: readonly PersistedDocument[]): string {
  return `${JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: documents }, null, 2)}\n`;
}
