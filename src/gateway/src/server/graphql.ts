import type { IncomingMessage, ServerResponse } from 'node:http';
import { getOperationAST, type DocumentNode, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import type { Credential } from '../auth/credential.js';
import { forwardedFor } from '../auth/forwarded.js';
import type { Documents } from '../documents/persisted.js';
import type { TokenCodec } from '../ids/codec.js';
import { NodeClient, type Caller, type NodeConnection } from '../node/client.js';
import type { Live } from '../live/live.js';
import { Session, type Context } from '../session.js';
import { Budget } from './budget.js';
import type { Config } from './config.js';
import { costPlugin } from './cost.js';
import { DocumentCache } from './document-cache.js';
import { maskWith, omissionsPlugin, withCodes } from './errors.js';
import { graphiqlOf, renderer } from './graphiql.js';
import { limitPlugins } from './limits.js';
import type { Log } from './log.js';
import { parametersPlugin } from './parameters.js';

/** One request: what came in, who sent it, and what its log line will tell. */
export interface Exchange {
  readonly req: IncomingMessage;
  /** null: the answer goes over a WebSocket. */
  readonly res: ServerResponse | null;
  readonly credential: Credential;
  readonly trace: Trace;
  /** Aborted when the caller is gone. */
  readonly signal: AbortSignal;
}

export interface Trace {
  operation: string | null;
  node: NodeClient | null;
  codes: readonly string[];
  /** Once it is parsed. */
  document?: DocumentNode;
  schema?: GraphQLSchema;
}

export type Graphql = YogaServerInstance<Exchange, Omit<Context, 'signal'>>;

const noteOperation = ({ args }: { readonly args: ExecutionArgs }): void => {
  const { trace } = args.contextValue as Exchange;
  trace.operation = getOperationAST(args.document, args.operationName)?.name?.value.slice(0, 64) ?? null;
};

const tracing: Plugin<Context & Exchange> = {
  onExecute: noteOperation,
  onSubscribe: noteOperation,
  // Yoga lets streams be kept.
  onResponse: ({ response }) => response.headers.set('cache-control', 'no-store'),
  // Every answer comes by here, that to a request which is no GraphQL too.
  onResultProcess: ({ result, serverContext }) => {
    const { res, trace } = serverContext as unknown as Exchange;
    for (const [name, value] of Object.entries(trace.node?.rate.headers ?? {})) res?.setHeader(name, value);
    if (Symbol.asyncIterator in result || !('errors' in result) || !result.errors) return;
    trace.codes = withCodes(result.errors as Parameters<typeof withCodes>[0]);
  },
};

export async function createGraphql(
  config: Config,
  connection: NodeConnection,
  live: Live,
  documents: Documents,
  codec: TokenCodec,
  log: Log,
): Promise<Graphql> {
  return createYoga<Exchange, Omit<Context, 'signal'>>({
    schema: documents.schema,
    context: ({ req, credential, trace, signal }) => {
      const node = new NodeClient(connection, callerOf(req, credential), signal);
      trace.node = node;
      const fresh = (): Session => new Session(node, new Budget(config.limits), codec);
      return { session: fresh(), fresh, live, origin: config.publicUrl.origin };
    },
    extraParamNames: ['documentId'],
    graphqlEndpoint: '/graphql',
    graphiql: config.development && graphiqlOf(),
    ...(config.development && (await renderer())),
    landingPage: false,
    logging: false,
    cors: false,
    multipart: false,
    batching: false,
    maxRequestBodySize: config.limits.bodyBytes,
    maskedErrors: { maskError: maskWith(log) },
    parserAndValidationCache: { documentCache: new DocumentCache(), errorCache: new DocumentCache() },
    plugins: [parametersPlugin, documents.plugin(), ...limitPlugins(config), omissionsPlugin, costPlugin(config), tracing],
  });
}

export function callerOf(req: IncomingMessage, { authorization }: Credential): Caller {
  return { authorization, forwardedFor: forwardedFor(req) };
}
