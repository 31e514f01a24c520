import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import type { GraphQLSchema } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import type { Credential } from '../auth/credential.js';
import { failure } from '../node/problems.js';
import { compile, ownDocuments, type PersistedDocument } from './documents.js';

/** Which documents a caller may run: those that are kept here by id and, where that is allowed, any other. */
export class Documents {
  readonly #kept: ReadonlyMap<string, PersistedDocument>;

  constructor(
    private readonly allowed: 'any' | 'persisted',
    folders: readonly string[],
    readonly schema: GraphQLSchema,
  ) {
    const all = [ownDocuments, ...folders].flatMap((one) => compile(one, schema));
    this.#kept = new Map(all.map((document) => [document.id, document]));
  }

  /** The text to run. null: neither a text nor an id was given. */
  textFor(params: GraphQLParams, credential: Credential): string | null {
    if (params.query) {
      if (credential.widget)
        throw failure('FORBIDDEN', 'A widget token runs persisted documents only. Send "documentId" in place of "query".');
      if (this.allowed === 'any') return params.query;
      throw failure('FORBIDDEN', 'Only persisted documents are run here. Send "documentId" in place of "query".');
    }
    const id = idOf(params);
    return id === null ? null : this.#text(id, credential);
  }

  #text(id: string, credential: Credential): string {
    const document = this.#kept.get(id);
    // These words are what clients that fall back to the text wait for.
    if (!document) throw failure('NOT_FOUND', 'PersistedQueryNotFound', { help: 'No document with this id is kept here.' });
    if (credential.widget && !document.widget) throw failure('FORBIDDEN', `The document ${document.name} is not for widgets.`);
    return document.body;
  }

  plugin(): Plugin<{ readonly credential: Credential }> {
    const plugin = usePersistedOperations<{ readonly credential: Credential }>({
      allowArbitraryOperations: true,
      extractPersistedOperationId: idOf,
      getPersistedOperation: (id, _, context) => this.#text(id, (context as { readonly credential: Credential }).credential),
    });
    return {
      ...plugin,
      onParams: (payload) => {
        const { credential } = payload.context as unknown as { readonly credential: Credential };
        // null is for GraphQL's own answer to a request that asks for nothing.
        return this.textFor(payload.params, credential) === null ? undefined : plugin.onParams?.(payload);
      },
    };
  }
}

/** `documentId`, as GraphQL over HTTP is going to have it, or the hash that Apollo's clients send. */
function idOf(params: GraphQLParams): string | null {
  const { documentId } = params as { readonly documentId?: unknown };
  const hash: unknown = (params.extensions?.['persistedQuery'] as { readonly sha256Hash?: unknown } | null | undefined)?.sha256Hash;
  const id = documentId ?? hash;
  return typeof id === 'string' ? id.replace(/^sha256:/, '') : null;
}
