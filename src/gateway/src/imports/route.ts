import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Cookies } from '../auth/cookies.js';
import { credentialOf, type Credential } from '../auth/credential.js';
import { isSameOrigin } from '../auth/origin.js';
import { problemOf, sendProblem } from '../auth/problem.js';
import type { TokenCodec } from '../ids/codec.js';
import { Ids } from '../ids/ids.js';
import { NodeClient, type NodeConnection } from '../node/client.js';
import type { NodeJob } from '../node/management.js';
import { failure } from '../node/problems.js';
import type { Config } from '../server/config.js';
import { callerOf, type Trace } from '../server/graphql.js';
import { hurry } from '../server/hurry.js';

/** Of one tenant at the same time, so that others find room. */
const ofOneTenant = 2;
export const longestUploadMs = 30 * 60_000;
/** In which at least something has to move. */
const stillMs = 30_000;

/** `POST /imports?mapping=`: passes a file on to the node as it comes in, and answers with the job, whose id GraphQL knows. */
export class ImportRoute {
  /** The tenants whose files are coming in. */
  readonly #underWay: string[] = [];

  constructor(
    private readonly connection: NodeConnection,
    private readonly cookies: Cookies,
    private readonly codec: TokenCodec,
    private readonly config: Pick<Config, 'limits' | 'publicUrl'>,
  ) {}

  async serve(req: IncomingMessage, res: ServerResponse, query: URLSearchParams, trace: Trace): Promise<void> {
    try {
      const job = await this.#pass(req, res, query, trace);
      res.writeHead(202, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify({ job }));
    } catch (error) {
      const refusal = problemOf(error);
      trace.codes = [refusal.code];
      // What is still on its way in is not wanted; it is taken for a moment, so that the answer is read.
      if (!req.complete) {
        res.setHeader('connection', 'close');
        hurry(req, res, 5_000);
        req.resume();
      }
      sendProblem(res, refusal);
    }
  }

  /** The global id of the job. */
  async #pass(req: IncomingMessage, res: ServerResponse, query: URLSearchParams, trace: Trace): Promise<string> {
    const { limits } = this.config;
    const credential = credentialOf(req, this.cookies);
    this.#admit(req, credential);
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    req.setTimeout(stillMs, () => gone.abort());
    const cancel = AbortSignal.any([gone.signal, AbortSignal.timeout(longestUploadMs)]);
    const node = new NodeClient(this.connection, callerOf(req, credential), cancel);
    trace.node = node;
    // Before the file is taken: it may be long, and the credential no good.
    const { tenant } = await node.me();
    this.#enter(tenant);
    try {
      const content = Readable.from(bounded(req, limits.importBytes), { objectMode: false });
      const mapping = new URLSearchParams({ mapping: query.get('mapping') ?? '' });
      const job = await node.upload<NodeJob>(`/v1/imports?${mapping}`, { headers: headersOf(req), content });
      return await new Ids(this.codec, () => Promise.resolve(tenant)).of('job', job.id);
    } finally {
      this.#underWay.splice(this.#underWay.indexOf(tenant), 1);
    }
  }

  #enter(tenant: string): void {
    if (this.#underWay.filter((other) => other === tenant).length >= ofOneTenant) {
      throw failure('RATE_LIMITED', `${ofOneTenant} files are coming in already. Send this one when one of them is there.`, {
        retryAfter: 5,
      });
    }
    if (this.#underWay.length >= this.config.limits.imports) {
      throw failure('UNAVAILABLE', 'Too many files are coming in just now. Try again in a moment.', { retryAfter: 5 });
    }
    this.#underWay.push(tenant);
  }

  #admit(req: IncomingMessage, { authorization, from }: Credential): void {
    const { limits, publicUrl } = this.config;
    if (authorization === null) throw failure('UNAUTHENTICATED', 'Nobody is signed in.');
    if (from === 'cookie' && !isSameOrigin(req, publicUrl)) throw failure('FORBIDDEN', `Only pages of ${publicUrl.origin} may do this.`);
    if (Number(req.headers['content-length'] ?? 0) > limits.importBytes) throw tooLarge(limits.importBytes);
  }
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const passed = ['content-type', 'content-encoding', 'content-length'] as const;
  return Object.fromEntries(passed.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
}

/** The request stays open when the node has answered before its end. */
async function* bounded(req: IncomingMessage, most: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw tooLarge(most);
    yield chunk;
  }
}

function tooLarge(most: number): Error {
  return failure('TOO_COSTLY', `The file is larger than ${most} bytes. Split it.`);
}
