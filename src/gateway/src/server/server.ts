import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { Assets } from '../assets/assets.js';
import { Cookies } from '../auth/cookies.js';
import { credentialOf, whyForged } from '../auth/credential.js';
import { messagePage, sendPage } from '../auth/pages.js';
import { problemOf, sendProblem } from '../auth/problem.js';
import { AuthRoutes } from '../auth/routes.js';
import { Documents } from '../documents/persisted.js';
import { TokenCodec } from '../ids/codec.js';
import { ImportRoute, longestUploadMs } from '../imports/route.js';
import { Live } from '../live/live.js';
import { WebSockets } from '../live/websockets.js';
import { NodeClient, NodeConnection } from '../node/client.js';
import { CredentialMemory } from '../node/memory.js';
import { buildGatewaySchema } from '../schema/schema.js';
import { failure, unavailable } from '../node/problems.js';
import { admitWidget, sendPreflight } from '../widgets/access.js';
import { WidgetRoutes } from '../widgets/routes.js';
import type { Config } from './config.js';
import { callerOf, createGraphql, type Trace } from './graphql.js';
import { setHeaders } from './headers.js';
import { hurry } from './hurry.js';
import type { Log } from './log.js';
import { refuse } from './refusal.js';

/** In which a request has to be here whole, a file excepted. */
const longestRequestMs = 30_000;

export interface Gateway {
  readonly server: Server;
  /** Answers what is under way, at most so long, and lets go of everything. */
  close(withinMs?: number): Promise<void>;
}

export async function createGateway(config: Config, secret: Buffer, log: Log): Promise<Gateway> {
  const connection = new NodeConnection(
    { urls: config.nodeUrls, timeoutMs: config.nodeTimeoutMs, maxAnswerBytes: config.maxAnswerBytes },
    log,
    new CredentialMemory(),
  );
  const cookies = new Cookies(config.publicUrl);
  const auth = new AuthRoutes(connection, cookies, config.publicUrl);
  const live = new Live(config.limits.subscriptions);
  const codec = new TokenCodec(secret);
  const imports = new ImportRoute(connection, cookies, codec, config);
  const assets = config.web === undefined ? null : new Assets(config.web);
  const widgets = new WidgetRoutes(config.web, connection, codec);
  const folders = [config.documentsFolder, config.web && join(config.web, 'documents')].filter((folder) => folder !== undefined);
  const documents = new Documents(config.documents, folders, buildGatewaySchema());
  const graphql = await createGraphql(config, connection, live, documents, codec, log);

  let closing = false;
  let closed: Promise<void> | null = null;
  const server = createServer({ requestTimeout: longestUploadMs, headersTimeout: 10_000, keepAliveTimeout: 65_000 }, (req, res) => {
    silent.delete(req.socket);
    setHeaders(res, config.publicUrl);
    const target = req.url ?? '/';
    const url = URL.canParse(target, config.publicUrl.href) ? new URL(target, config.publicUrl) : null;
    const path = url?.pathname ?? '';
    const isImport = req.method === 'POST' && path === '/imports';
    if (!isImport) hurry(req, res, longestRequestMs);
    if (path === '/healthz/live') return void answer(res, 200);
    if (path === '/healthz/ready') {
      return void (closing ? Promise.resolve(false) : connection.ready()).then((ready) => answer(res, ready ? 200 : 503));
    }
    const start = performance.now();
    const trace: Trace = { operation: null, node: null, codes: [] };
    res.once('close', () => {
      // A connection that was busy when closing began would be kept for a next request that is not taken.
      if (closing) setImmediate(() => server.closeIdleConnections());
      if (path !== '/graphql' && !isImport) return;
      const ms = Math.round((performance.now() - start) * 10) / 10;
      const status = res.writableFinished ? res.statusCode : 499;
      log.info(isImport ? 'import' : 'request', {
        operation: trace.operation,
        ms,
        nodeCalls: trace.node?.calls ?? 0,
        status,
        ...(trace.codes.length > 0 && { errors: [...new Set(trace.codes)] }),
      });
    });
    if (path === '/graphql') return serveGraphql(req, res, trace);
    const unexpected = (): void => {
      log.error('unexpected error', { path });
      if (!res.headersSent) sendProblem(res, problemOf(unavailable()));
      else res.destroy();
    };
    if (url && isImport) return void imports.serve(req, res, url.searchParams, trace).catch(unexpected);
    if (url && path.startsWith('/auth/')) return void auth.serve(req, res, url).catch(unexpected);
    if (url && widgets.serve(req, res, url)) return;
    if (assets?.serve(req, res, path)) return;
    if (path === '/') return sendHome(res);
    answer(res, 404);
  });

  /** Where sign-in leads to when there is no dashboard. */
  function sendHome(res: ServerResponse): void {
    if (config.development) return void res.writeHead(302, { location: '/graphql' }).end();
    sendPage(res, 200, messagePage('CareKpi', 'This is the gateway of CareKpi. Its API is at /graphql.'));
  }

  function serveGraphql(req: IncomingMessage, res: ServerResponse, trace: Trace): void {
    res.setHeader('vary', 'Origin');
    // Proxies that would hold a stream back until it is whole.
    if (req.headers.accept?.includes('text/event-stream')) res.setHeader('x-accel-buffering', 'no');
    if (req.method === 'OPTIONS' && req.headers.origin !== undefined) return sendPreflight(req, res);
    const credential = credentialOf(req, cookies);
    // What asks for nothing, such as GraphiQL's page, is let through; it meets no credential either.
    const asks = req.method !== 'GET' || (req.url ?? '').includes('?');
    const forged = credential.from === 'cookie' && asks ? whyForged(req, config.publicUrl) : null;
    if (forged !== null) return refuse(req, res, failure('FORBIDDEN', forged), trace);
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    const serve = (): void => void graphql(req, res, { req, res, credential, trace, signal: gone.signal });
    if (!credential.widget) return serve();
    trace.node = new NodeClient(connection, callerOf(req, credential), gone.signal);
    void admitWidget(req, res, trace.node, config.publicUrl.origin).then(serve, (error: unknown) => refuse(req, res, error, trace));
  }

  // Browsers open connections ahead, and Node does not count those as idle.
  const silent = new Set<Duplex>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('upgrade', (_, socket) => silent.delete(socket));

  async function close(withinMs: number): Promise<void> {
    closing = true;
    live.close();
    const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    for (const socket of silent) socket.destroy();
    const hurry = setTimeout(() => server.closeAllConnections(), withinMs);
    await webSockets.close(withinMs);
    await stopped;
    clearTimeout(hurry);
    await connection.close();
  }

  const webSockets = new WebSockets(server, { config, cookies, connection, documents, graphql, log });

  return {
    server,
    close: (withinMs = 10_000) => (closed ??= close(withinMs)),
  };
}

function answer(res: ServerResponse, status: 200 | 404 | 503): void {
  const words = { 200: 'ok', 404: 'not found', 503: 'not ready' } as const;
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${words[status]}\n`);
}
