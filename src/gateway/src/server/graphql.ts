import type { IncomingMessage, ServerResponse } from 'node:http';
import { getOperationAST } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import type { Credential } from '../auth/credential.js';
import { forwardedFor } from '../auth/forwarded.js';
import { Documents } from '../documents/persisted.js';
import { TokenCodec } from '../ids/codec.js';
import { NodeClient, type Caller, type NodeConnection } from '../node/client.js';
import { buildGatewaySchema } from '../schema/schema.js';
import { Session, type Context } from '../session.js';
import { Budget } from './budget.js';
import type { Config } from './config.js';
import { DocumentCache } from './document-cache.js';
import { maskWith, omissionsPlugin, withCodes } from './errors.js';
import { graphiqlOf, renderer } from './graphiql.js';
import { limitPlugins } from './limits.js';
import type { Log } from './log.js';

/** One request: what came in, who sent it, and what its log line will tell. */
export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly credential: Credential;
  readonly trace: Trace;
}

export interface Trace {
  operation: string | null;
  node: NodeClient | null;
  codes: readonly string[];
}

export type Graphql = YogaServerInstance<Exchange, Context>;

const tracing: Plugin<Context & Exchange> = {
  onExecute: ({ args }) => {
    const { trace } = args.contextValue;
    trace.operation = getOperationAST(args.document, args.operationName)?.name?.value.slice(0, 64) ?? null;
  },
  // Every answer comes by here, that to a request which is no GraphQL too.
  onResultProcess: ({ result, serverContext }) => {
    const { res, trace } = serverContext as unknown as Exchange;
    for (const [name, value] of Object.entries(trace.node?.rate.headers ?? {})) res.setHeader(name, value);
    if (Symbol.asyncIterator in result || !('errors' in result) || !result.errors) return;
    trace.codes = withCodes(result.errors as Parameters<typeof withCodes>[0]);
  },
};

export async function createGraphql(config: Config, connection: NodeConnection, secret: Buffer, log: Log): Promise<Graphql> {
  const codec = new TokenCodec(secret);
  const schema = buildGatewaySchema();
  const documents = new Documents(config.documents, config.documentsFolder, schema);
  return createYoga<Exchange, Context>({
    schema,
    context: ({ req, request, credential, trace }) => {
      const node = new NodeClient(connection, callerOf(req, credential), request.signal);
      trace.node = node;
      return { session: new Session(node, new Budget(config.limits), codec) };
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
    plugins: [documents.plugin(), ...limitPlugins(config), omissionsPlugin, tracing],
  });
}

export function callerOf(req: IncomingMessage, { authorization }: Credential): Caller {
  return { authorization, forwardedFor: forwardedFor(req) };
}
