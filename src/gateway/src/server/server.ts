import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getOperationAST } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { TokenCodec } from '../ids/codec.js';
import { NodeClient, NodeConnection } from '../node/client.js';
import { CredentialMemory } from '../node/memory.js';
import { buildGatewaySchema } from '../schema/schema.js';
import { Session, type Context } from '../session.js';
import { Budget } from './budget.js';
import type { Config } from './config.js';
import { DocumentCache } from './document-cache.js';
import { maskWith, omissionsPlugin, withCodes } from './errors.js';
import { graphiqlOf, renderer } from './graphiql.js';
import { limitPlugins } from './limits.js';
import type { Log } from './log.js';

interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

/** What the log line of a request tells. */
interface Trace {
  operation: string | null;
  node: NodeClient | null;
  codes: readonly string[];
}

export interface Gateway {
  readonly server: Server;
  /** Answers what is under way, at most so long, and lets go of everything. */
  close(withinMs?: number): Promise<void>;
}

export async function createGateway(config: Config, secret: Buffer, log: Log): Promise<Gateway> {
  const connection = new NodeConnection(
    { url: config.nodeUrl, timeoutMs: config.nodeTimeoutMs, maxAnswerBytes: config.maxAnswerBytes },
    log,
    new CredentialMemory(),
  );
  const codec = new TokenCodec(secret);
  const traces = new WeakMap<IncomingMessage, Trace>();

  const tracing: Plugin<Context & Exchange> = {
    onExecute: ({ args }) => {
      const trace = traces.get(args.contextValue.req);
      if (trace) trace.operation = getOperationAST(args.document, args.operationName)?.name?.value.slice(0, 64) ?? null;
    },
    onExecutionResult: ({ result, context }) => {
      if (!result || Symbol.asyncIterator in result || !('errors' in result) || !result.errors) return;
      const codes = withCodes(result.errors as Parameters<typeof withCodes>[0]);
      const trace = traces.get((context as unknown as Exchange).req);
      if (trace) trace.codes = codes;
    },
  };

  const yoga = createYoga<Exchange, Context>({
    schema: buildGatewaySchema(),
    context: ({ req, request }) => {
      const node = new NodeClient(connection, req.headers.authorization ?? null, request.signal);
      const trace = traces.get(req);
      if (trace) trace.node = node;
      return { session: new Session(node, new Budget(config.limits), codec) };
    },
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
    plugins: [...limitPlugins(config), omissionsPlugin, tracing],
  });

  let closing = false;
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 }, (req, res) => {
    const path = (req.url ?? '').split('?', 1)[0];
    if (path === '/healthz/live') return void answer(res, 200);
    if (path === '/healthz/ready') {
      return void (closing ? Promise.resolve(false) : connection.ready()).then((ready) => answer(res, ready ? 200 : 503));
    }
    if (path !== '/graphql') return void answer(res, 404);
    const trace: Trace = { operation: null, node: null, codes: [] };
    const start = performance.now();
    traces.set(req, trace);
    res.once('close', () => {
      // A connection that was busy when closing began would be kept for a next request that is not taken.
      if (closing) setImmediate(() => server.closeIdleConnections());
      const ms = Math.round((performance.now() - start) * 10) / 10;
      const status = res.writableFinished ? res.statusCode : 499;
      log.info('request', {
        operation: trace.operation,
        ms,
        nodeCalls: trace.node?.calls ?? 0,
        status,
        ...(trace.codes.length > 0 && { errors: [...new Set(trace.codes)] }),
      });
    });
    void yoga(req, res);
  });

  return {
    server,
    close: async (withinMs = 10_000) => {
      closing = true;
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const hurry = setTimeout(() => server.closeAllConnections(), withinMs);
      await stopped;
      clearTimeout(hurry);
      await connection.close();
    },
  };
}

function answer(res: ServerResponse, status: 200 | 404 | 503): void {
  const words = { 200: 'ok', 404: 'not found', 503: 'not ready' } as const;
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(`${words[status]}\n`);
}
