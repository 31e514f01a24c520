import type { Readable } from 'node:stream';
import { Pool, type Dispatcher } from 'undici';
import { connectorTo } from './connector.js';
import type { GraphQLError } from 'graphql';
import type { Log } from '../server/log.js';
import { failure, unavailable, unknownOutcome } from './problems.js';
import { Rate } from './rate.js';
import { headersOf, refusalOf } from './replies.js';
import type { CredentialMemory } from './memory.js';
import type { NodeAnswer, NodeCaller, NodeKpi, NodePage, NodeTenant, ScorecardRequest } from './protocol.js';

export interface NodeOptions {
  /** Of nodes that serve the same: any of them is asked. */
  readonly urls: readonly URL[];
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

/** The node speaks every 15 s on a stream that has nothing to tell. */
const streamSilenceMs = 45_000;

/** On whose behalf a call is made. */
export interface Caller {
  readonly authorization: string | null;
  /** The addresses that the request came by, the nearest last. */
  readonly forwardedFor: string | null;
  /** Sees each answer. */
  told?(reply: NodeReply): void;
}

export interface NodeReply {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  readonly text: string;
}

/** What comes in while it is passed on. */
export interface NodeFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Readable;
}

/** One call of the node. */
export interface NodeCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** Instead of a body. It takes as long as it takes: who sends it says when it is enough. */
  readonly file?: NodeFile;
  /** What comes back; usually JSON. */
  readonly accept?: string;
  /** It changes something: it is sent once, whatever becomes of it. */
  readonly changes: boolean;
}

/** The connections to the node, shared by all requests. They carry no identity: every call brings its own credential. */
export class NodeConnection {
  readonly #pool: Pool;
  /** Streams and files take long: each has a connection that calls do not wait for. */
  readonly #streams: Pool;
  readonly #changes: Pool;
  readonly #prefix: string;

  constructor(
    private readonly options: NodeOptions,
    private readonly log: Log,
    readonly memory: CredentialMemory,
  ) {
    const [first] = options.urls;
    if (!first) throw new Error('there is no node to ask');
    const connect = connectorTo(options.urls);
    this.#pool = new Pool(first.origin, { connections: 64, connect, bodyTimeout: 0, headersTimeout: 0 });
    this.#streams = new Pool(first.origin, { connections: null, connect, bodyTimeout: streamSilenceMs });
    // Each change has a connection of its own: one that is kept may just be closing, and a change cannot be sent again.
    this.#changes = new Pool(first.origin, {
      connections: 16,
      pipelining: 0,
      connect,
      bodyTimeout: 0,
      headersTimeout: 0,
    });
    this.#prefix = first.pathname.replace(/\/$/, '');
  }

  async ready(): Promise<boolean> {
    try {
      const answer = await this.#pool.request({
        method: 'GET',
        path: `${this.#prefix}/healthz/ready`,
        signal: AbortSignal.timeout(2_000),
      });
      await answer.body.dump();
      return answer.statusCode === 200;
    } catch {
      return false;
    }
  }

  /** One call and what `read` makes of its text; every way it can fail is a GraphQL error that says no more than the caller may know. */
  async call(caller: Caller, call: NodeCall, cancel: AbortSignal, read: (text: string) => unknown): Promise<unknown> {
    const route = routeOf(call.path);
    try {
      const reply = await this.exchange(caller, call, cancel);
      caller.told?.(reply);
      if (reply.status >= 200 && reply.status < 300) return read(reply.text);
      throw this.#refusal(caller.authorization, route, reply);
    } catch (error) {
      if (isGraphQLError(error)) throw error;
      this.log.warn('node call failed', { route, reason: reasonOf(error) });
      throw call.changes ? unknownOutcome() : unavailable();
    }
  }

  /** One call as it is answered. */
  async exchange(caller: Caller, call: NodeCall, cancel: AbortSignal): Promise<NodeReply> {
    const { method, path, body, file, accept = 'application/json', changes } = call;
    const request: Dispatcher.RequestOptions = {
      method,
      path: this.#prefix + path,
      headers: {
        ...headersOf(caller),
        accept,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...file?.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(file && { body: file.content, headersTimeout: 0 }),
      signal: file ? cancel : AbortSignal.any([AbortSignal.timeout(this.options.timeoutMs), cancel]),
    };
    const pool = file ? this.#streams : this.#changes;
    const { statusCode, headers, body: stream } = changes ? await pool.request(request) : await this.#read(request);
    return { status: statusCode, headers, text: await this.#text(stream) };
  }

  /** An event stream of the node, open until `cancel`. */
  async stream(caller: Caller, path: string, cancel: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const route = path.split('?', 1)[0] ?? '';
    try {
      const { statusCode, headers, body } = await this.#streams.request({
        method: 'GET',
        path: this.#prefix + path,
        headers: { ...headersOf(caller), accept: 'text/event-stream' },
        headersTimeout: this.options.timeoutMs,
        signal: cancel,
      });
      if (statusCode === 200) return body as AsyncIterable<Uint8Array>;
      throw this.#refusal(caller.authorization, route, { status: statusCode, headers, text: await this.#text(body) });
    } catch (error) {
      if (isGraphQLError(error)) throw error;
      if (!cancel.aborted) this.log.warn('node call failed', { route, reason: reasonOf(error) });
      throw unavailable();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool.close(), this.#changes.close(), this.#streams.destroy()]);
  }

  /** A read that met a connection just being closed is sent once more. */
  async #read(request: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
    try {
      return await this.#pool.request(request);
    } catch (error) {
      if (!['UND_ERR_SOCKET', 'ECONNRESET'].includes(reasonOf(error))) throw error;
      return await this.#pool.request(request);
    }
  }

  async #text(body: Dispatcher.ResponseData['body']): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > this.options.maxAnswerBytes) {
        throw failure('TOO_COSTLY', 'The answer is too large. Ask for fewer scopes, KPIs or points at once.');
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, size).toString('utf8');
  }

  #refusal(authorization: string | null, route: string, { status, headers, text }: NodeReply): GraphQLError {
    if ((status === 401 || status === 403) && authorization) this.memory.forget(authorization);
    const error = refusalOf(status, headers, text);
    if (error) return error;
    this.log.warn('node refused a call', { route, status });
    return unavailable();
  }
}

/** The node on behalf of one caller. */
export class NodeClient {
  calls = 0;

  readonly rate = new Rate();

  #changed = false;

  constructor(
    private readonly connection: NodeConnection,
    private readonly caller: Caller,
    private readonly cancel: AbortSignal,
  ) {}

  get authorization(): string | null {
    return this.caller.authorization;
  }

  /** Tells that something has changed, until `cancel`. */
  changes(query: URLSearchParams, cancel: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    this.#credential();
    this.calls += 1;
    return this.connection.stream(this.caller, `/v1/changes?${query}`, cancel);
  }

  async me(): Promise<NodeCaller> {
    const me = await this.get<NodeCaller>('/v1/me');
    if (me.widget) this.connection.memory.keepWidgetOrigin(this.#credential(), me.widget.origin);
    return me;
  }

  rememberedOrigin(): string | null {
    return this.connection.memory.widgetOrigin(this.#credential());
  }

  async scorecards(requests: readonly ScorecardRequest[]): Promise<readonly NodeAnswer[]> {
    const { answers } = await this.ask<{ answers: readonly NodeAnswer[] }>('/v1/scorecards', { requests });
    if (answers.length !== requests.length) throw unavailable();
    return answers;
  }

  async tenant(): Promise<NodeTenant> {
    const tenant = await this.get<NodeTenant>('/v1/tenant');
    this.connection.memory.keepTenant(this.#credential(), tenant);
    return tenant;
  }

  scopes(query: URLSearchParams): Promise<NodePage> {
    return this.get<NodePage>(`/v1/scopes?${query}`);
  }

  async kpis(): Promise<ReadonlyMap<string, NodeKpi>> {
    const { items } = await this.get<{ items: readonly NodeKpi[] }>('/v1/kpis');
    const catalogue = new Map(items.map((kpi) => [kpi.code, kpi]));
    this.connection.memory.keepCatalogue(this.#credential(), catalogue);
    return catalogue;
  }

  get<T>(path: string): Promise<T> {
    return this.#call<T>({ method: 'GET', path, changes: false });
  }

  /** What is not JSON, as it is. */
  text(path: string): Promise<string> {
    return this.#call({ method: 'GET', path, accept: '*/*', changes: false }, (text) => text);
  }

  /** A question that needs a body. It changes nothing. */
  ask<T>(path: string, body: object): Promise<T> {
    return this.#call<T>({ method: 'POST', path, body, changes: false });
  }

  upload<T>(path: string, file: NodeFile): Promise<T> {
    return this.#call<T>({ method: 'POST', path, file, changes: true });
  }

  /** What was remembered for the credential may be of before: it is forgotten, whether or not the change is known to have been made. */
  async change<T = null>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<T> {
    this.#changed = true;
    try {
      return await this.#call<T>({ method, path, body, changes: true });
    } finally {
      this.connection.memory.forget(this.#credential());
    }
  }

  /** Not after a change: a read beside it, begun before, may have brought back what was. */
  rememberedTenant(): NodeTenant | null {
    return this.#changed ? null : this.connection.memory.tenant(this.#credential());
  }

  rememberedKpis(): ReadonlyMap<string, NodeKpi> | null {
    return this.#changed ? null : this.connection.memory.catalogue(this.#credential());
  }

  #credential(): string {
    if (this.authorization) return this.authorization;
    throw failure('UNAUTHENTICATED', 'No credential was given. Send one in the header "Authorization: Bearer …".');
  }

  async #call<T>(call: NodeCall, read: (text: string) => unknown = json): Promise<T> {
    this.#credential();
    this.calls += 1;
    return (await this.connection.call({ ...this.caller, told: (reply) => this.rate.note(reply.headers) }, call, this.cancel, read)) as T;
  }
}

function json(text: string): unknown {
  return text === '' ? null : JSON.parse(text);
}

function isGraphQLError(error: unknown): error is GraphQLError {
  return error instanceof Error && error.name === 'GraphQLError';
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** For logs: without what is asked, and without customers' keys. */
function routeOf(path: string): string {
  return (path.split('?', 1)[0] ?? '').replace(/^\/v1\/customers\/[^/]+/, '/v1/customers/{key}');
}
