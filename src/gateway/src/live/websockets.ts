import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { GraphQLError, type ExecutionArgs } from 'graphql';
import { type Context as Connection, type SubscribePayload } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import type { GraphQLParams } from 'graphql-yoga';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Cookies } from '../auth/cookies.js';
import { credentialOf, inHeader, type Credential } from '../auth/credential.js';
import { isSameOrigin } from '../auth/origin.js';
import type { Documents } from '../documents/persisted.js';
import { NodeClient, type NodeConnection } from '../node/client.js';
import { failure, unavailable } from '../node/problems.js';
import type { Config } from '../server/config.js';
import { withCodes } from '../server/errors.js';
import { callerOf, type Exchange, type Graphql, type Trace } from '../server/graphql.js';
import type { Log } from '../server/log.js';
import { pinnedOrigin } from '../widgets/access.js';
import { Sockets } from './sockets.js';

/** What is known of one WebSocket. */
interface Peer extends Extra, Record<PropertyKey, unknown> {
  credential?: Credential;
  /** Operations under way, by the client's ids. */
  operations?: Map<string, Operation>;
}

interface Operation {
  readonly trace: Trace;
  readonly start: number;
  readonly gone: AbortController;
}

interface Surroundings {
  readonly config: Config;
  readonly cookies: Cookies;
  readonly connection: NodeConnection;
  readonly documents: Documents;
  readonly graphql: Graphql;
  readonly log: Log;
}

type Params = SubscribePayload & { readonly documentId?: unknown };
type Prepared = ExecutionArgs & { execute(args: unknown): never; subscribe(args: unknown): never };

/** GraphQL over WebSocket (`graphql-transport-ws`) at /graphql, with the same schema, limits and documents as over HTTP. */
export class WebSockets {
  readonly #sockets: WebSocketServer;
  readonly #held: Sockets;
  readonly #serving: { dispose(): void | Promise<void> };
  #closing = false;
  #underWay = 0;

  constructor(
    server: Server,
    private readonly around: Surroundings,
  ) {
    const { limits } = around.config;
    this.#held = new Sockets({
      all: limits.webSockets,
      ofCredential: limits.webSocketsPerCredential,
      waiting: limits.webSocketsWaiting,
      idleMs: limits.webSocketIdleMs,
    });
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: limits.bodyBytes, perMessageDeflate: false });
    this.#serving = useServer<Record<string, unknown>, Peer>(
      {
        onConnect: (peer) => this.#connect(peer),
        onSubscribe: (peer, id, params) => this.#prepare(peer, id, params),
        execute: (args) => (args as unknown as Prepared).execute(args),
        subscribe: (args) => (args as unknown as Prepared).subscribe(args),
        onNext: (peer, id, _, __, { errors }) => {
          const operation = peer.extra.operations?.get(id);
          if (errors && operation) operation.trace.codes = withCodes(errors);
        },
        onError: (peer, id, _, errors) => {
          withCodes(errors as readonly GraphQLError[]);
          this.#finish(peer.extra, id);
        },
        onComplete: (peer, id) => this.#finish(peer.extra, id),
        onClose: ({ extra }) => {
          for (const id of extra.operations?.keys() ?? []) this.#finish(extra, id);
        },
      },
      this.#sockets,
    );
    server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      if ((req.url ?? '').split('?', 1)[0] !== '/graphql') return void socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      if (this.#closing || this.#held.isFull) {
        return void socket.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n\r\n');
      }
      this.#sockets.handleUpgrade(req, socket, head, (ws) => {
        this.#held.enter(ws);
        this.#sockets.emit('connection', ws, req);
      });
    });
  }

  /** What is under way is answered, subscriptions are told their end, and then the sockets are closed. */
  async close(withinMs: number): Promise<void> {
    this.#closing = true;
    const until = performance.now() + withinMs;
    while (this.#underWay > 0 && performance.now() < until) await wait(20);
    const hurry = setTimeout(() => this.#sockets.clients.forEach((socket) => socket.terminate()), 1_000);
    await this.#serving.dispose();
    clearTimeout(hurry);
  }

  /** false: closed as forbidden. The credential of `connection_init` wins over that of the request, and any header over the cookie. */
  async #connect({ extra, connectionParams }: Connection<Record<string, unknown>, Peer>): Promise<boolean> {
    const { request, socket } = extra;
    const given = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
    const credential = typeof given === 'string' && given !== '' ? inHeader(given) : credentialOf(request, this.around.cookies);
    if (credential.authorization === null) return false;
    if (credential.from === 'cookie' && !isSameOrigin(request, this.around.config.publicUrl)) return false;
    const node = new NodeClient(this.around.connection, callerOf(request, credential), new AbortController().signal);
    try {
      if (credential.widget && (await pinnedOrigin(node)) !== request.headers.origin) return false;
      if (!credential.widget) await node.me();
    } catch (error) {
      if (error instanceof GraphQLError && error.extensions['code'] === 'UNAUTHENTICATED') return false;
      socket.close(1013, 'Try again later');
      return false;
    }
    if (!this.#held.admit(socket as WebSocket, credential.authorization)) {
      socket.close(1013, 'Too many connections');
      return false;
    }
    extra.credential = credential;
    extra.operations = new Map();
    return true;
  }

  async #prepare(
    peer: Connection<Record<string, unknown>, Peer>,
    id: string,
    params: Params,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const { credential, operations, request } = peer.extra;
    if (!credential || !operations) return [unavailable()];
    const most = this.around.config.limits.subscriptionsPerConnection;
    if (operations.size >= most)
      return [failure('TOO_COSTLY', `More than ${most} operations at once on a connection. End one, or open another.`)];
    const operation: Operation = {
      trace: { operation: null, node: null, codes: [] },
      start: performance.now(),
      gone: new AbortController(),
    };
    operations.set(id, operation);
    this.#held.busy(peer.extra.socket as WebSocket);
    this.#underWay += 1;
    const args = await this.#argsOf(
      { req: request, res: null, credential, trace: operation.trace, signal: operation.gone.signal },
      params,
    ).catch((error: unknown) => [error instanceof GraphQLError ? error : unavailable()]);
    if ('length' in args) {
      operation.trace.codes = withCodes(args);
      this.#finish(peer.extra, id);
    }
    return args;
  }

  async #argsOf(exchange: Exchange, params: Params): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const query = this.around.documents.textFor(params as unknown as GraphQLParams, exchange.credential);
    if (query === null) throw failure('BAD_INPUT', 'Neither "query" nor "documentId" was given. Give one of them.');
    const { schema, parse, validate, contextFactory, execute, subscribe } = this.around.graphql.getEnveloped({
      ...exchange,
      params: { ...params, query },
    });
    const document = parse(query);
    const errors = validate(schema, document) as readonly GraphQLError[];
    if (errors.length > 0) return errors;
    const args = {
      schema,
      document,
      operationName: params.operationName,
      variableValues: params.variables,
      contextValue: await contextFactory(),
    };
    return { ...args, execute, subscribe } as ExecutionArgs;
  }

  #finish(extra: Peer, id: string): void {
    const operation = extra.operations?.get(id);
    if (!operation) return;
    extra.operations?.delete(id);
    if (extra.operations?.size === 0) this.#held.idle(extra.socket as WebSocket);
    this.#underWay -= 1;
    operation.gone.abort();
    const { trace, start } = operation;
    this.around.log.info('websocket operation', {
      operation: trace.operation,
      ms: Math.round((performance.now() - start) * 10) / 10,
      nodeCalls: trace.node?.calls ?? 0,
      ...(trace.codes.length > 0 && { errors: [...new Set(trace.codes)] }),
    });
  }
}
