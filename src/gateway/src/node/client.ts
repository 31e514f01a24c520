import { Pool, type Dispatcher } from 'undici';
import type { GraphQLError } from 'graphql';
import type { Log } from '../server/log.js';
import { failure, unavailable } from './problems.js';
import { Rate } from './rate.js';
import { headersOf, refusalOf } from './replies.js';
import type { CredentialMemory } from './memory.js';
import type { NodeAnswer, NodeCaller, NodeKpi, NodePage, NodeTenant, ScorecardRequest } from './protocol.js';

export interface NodeOptions {
  readonly url: URL;
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

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

/** The connections to the node, shared by all requests. They carry no identity: every call brings its own credential. */
export class NodeConnection {
  readonly #pool: Pool;
  readonly #prefix: string;

  constructor(
    private readonly options: NodeOptions,
    private readonly log: Log,
    readonly memory: CredentialMemory,
  ) {
    this.#pool = new Pool(options.url.origin, { connections: 64, connectTimeout: 2_000, bodyTimeout: 0, headersTimeout: 0 });
    this.#prefix = options.url.pathname.replace(/\/$/, '');
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

  /** One call and its JSON; every way it can fail is a GraphQL error that says no more than the caller may know. */
  async json(caller: Caller, method: 'GET' | 'POST', path: string, body: unknown, cancel: AbortSignal): Promise<unknown> {
    const route = path.split('?', 1)[0] ?? '';
    try {
      const answer = await this.exchange(caller, method, path, body, cancel, true);
      caller.told?.(answer);
      if (answer.status === 200) return JSON.parse(answer.text);
      throw this.#refusal(caller.authorization, route, answer);
    } catch (error) {
      if (isGraphQLError(error)) throw error;
      this.log.warn('node call failed', { route, reason: reasonOf(error) });
      throw unavailable();
    }
  }

  /** One call as it is answered. `again`: it may be sent twice. */
  async exchange(caller: Caller, method: string, path: string, body: unknown, cancel: AbortSignal, again: boolean): Promise<NodeReply> {
    const request: Dispatcher.RequestOptions = {
      method,
      path: this.#prefix + path,
      headers: {
        ...headersOf(caller),
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.any([AbortSignal.timeout(this.options.timeoutMs), cancel]),
    };
    const { statusCode, headers, body: stream } = again ? await this.#send(request) : await this.#pool.request(request);
    return { status: statusCode, headers, text: await this.#text(stream) };
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  /** A call that met a connection just being closed is sent once more. */
  async #send(request: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
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

/** The read API on behalf of one caller. */
export class NodeClient {
  calls = 0;

  readonly rate = new Rate();

  constructor(
    private readonly connection: NodeConnection,
    private readonly caller: Caller,
    private readonly cancel: AbortSignal,
  ) {}

  get authorization(): string | null {
    return this.caller.authorization;
  }

  async me(): Promise<NodeCaller> {
    const me = (await this.#call('GET', '/v1/me')) as NodeCaller;
    if (me.widget) this.connection.memory.keepWidgetOrigin(this.#credential(), me.widget.origin);
    return me;
  }

  rememberedOrigin(): string | null {
    return this.connection.memory.widgetOrigin(this.#credential());
  }

  async scorecards(requests: readonly ScorecardRequest[]): Promise<readonly NodeAnswer[]> {
    const { answers } = (await this.#call('POST', '/v1/scorecards', { requests })) as { answers: readonly NodeAnswer[] };
    if (answers.length !== requests.length) throw unavailable();
    return answers;
  }

  async tenant(): Promise<NodeTenant> {
    const tenant = (await this.#call('GET', '/v1/tenant')) as NodeTenant;
    this.connection.memory.keepTenant(this.#credential(), tenant);
    return tenant;
  }

  async scopes(query: URLSearchParams): Promise<NodePage> {
    return (await this.#call('GET', `/v1/scopes?${query}`)) as NodePage;
  }

  async kpis(): Promise<ReadonlyMap<string, NodeKpi>> {
    const { items } = (await this.#call('GET', '/v1/kpis')) as { items: readonly NodeKpi[] };
    const catalogue = new Map(items.map((kpi) => [kpi.code, kpi]));
    this.connection.memory.keepCatalogue(this.#credential(), catalogue);
    return catalogue;
  }

  rememberedTenant(): NodeTenant | null {
    return this.connection.memory.tenant(this.#credential());
  }

  rememberedKpis(): ReadonlyMap<string, NodeKpi> | null {
    return this.connection.memory.catalogue(this.#credential());
  }

  #credential(): string {
    if (this.authorization) return this.authorization;
    throw failure('UNAUTHENTICATED', 'No credential was given. Send one in the header "Authorization: Bearer …".');
  }

  async #call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    this.#credential();
    this.calls += 1;
    return this.connection.json({ ...this.caller, told: (reply) => this.rate.note(reply.headers) }, method, path, body, this.cancel);
  }
}

function isGraphQLError(error: unknown): error is GraphQLError {
  return error instanceof Error && error.name === 'GraphQLError';
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
