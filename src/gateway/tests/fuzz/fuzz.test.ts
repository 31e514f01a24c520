import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TokenCodec } from '../../src/ids/codec.js';
import { Ids } from '../../src/ids/ids.js';
import { buildGatewaySchema } from '../../src/schema/schema.js';
import type { ScopeRef } from '../../src/scopes/scope.js';
import { startBuilt, type Built } from '../built.js';
import { FakeNode } from '../fake-node/node.js';
import { secret } from '../gateway.js';
import { Documents } from './documents.js';
import { faultOf, sightOf, type Said } from './judge.js';
import { Kept } from './kept.js';
import { mutated } from './mutations.js';
import { requestOf, type Request } from './requests.js';
import { Rng } from './rng.js';

const isProof = process.env['CAREKPI_PROVE'] === '1';
const sizeOf = (test: number, prove: number): number => Number(process.env['CAREKPI_FUZZ_INPUTS'] || (isProof ? prove : test));
const hour = 3_600_000;

/** So many inputs go to one gateway and one node, whose data they change. */
const block = 10_000;
const atOnce = 16;
const batch = 64;

function tell(text: string): void {
  const file = process.env['CAREKPI_PROVE_SIZE'];
  if (file) appendFileSync(file, `${text}\n`);
}

/** Goes on where the last run stopped; a round that is through is followed by another one, of other inputs. */
async function inRounds(
  kept: Kept | null,
  inputs: number,
  work: (round: number, from: number, to: number) => Promise<void>,
): Promise<void> {
  if (kept && kept.done >= inputs) kept.save(kept.round + 1, 0);
  for (let from = kept?.done ?? 0; from < inputs; from += block) {
    const to = Math.min(inputs, from + block);
    await work(kept?.round ?? 0, from, to);
    kept?.save(kept.round, to);
  }
}

const seedOf = (round: number, number: number): number => Math.imul(round + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b);

class Run {
  readonly #documents = new Documents(buildGatewaySchema());
  readonly #sights = new Set<string>();
  readonly #corpus: string[] = ['{ __typename }'];
  readonly #node = new FakeNode();
  readonly #folder = mkdtempSync(join(tmpdir(), 'gateway-fuzz-'));
  #gateway: Built | null = null;
  #read = 0;

  constructor(readonly kept: Kept | null) {
    this.#corpus.push(...(kept?.corpus() ?? []));
  }

  get told(): string {
    return `${this.#sights.size} outcomes, ${this.#corpus.length} kept`;
  }

  async block(round: number, from: number, to: number): Promise<void> {
    const env = {
      CAREKPI_NODE_URL: await this.#node.listen(),
      CAREKPI_GATEWAY_DATA: this.#folder,
      NODE_ENV: 'production',
      CAREKPI_WEB: 'off',
      CAREKPI_ID_KEY: secret.toString(),
    };
    this.#gateway = await startBuilt(env);
    this.#read = 0;
    try {
      let before = 0;
      for (let first = from; first < to; first += batch) {
        const requests = Array.from({ length: Math.min(batch, to - first) }, (_, i) => this.#make(new Rng(seedOf(round, first + i))));
        await this.#all(requests);
        if (first - from < 1_000) before = this.#memory();
      }
      expect(
        (
          await this.#send({
            method: 'POST',
            path: '/graphql',
            headers: { 'content-type': 'application/json', authorization: 'Bearer ck_demo' },
            body: '{"query":"{ tenant { name } }"}',
          })
        ).status,
      ).toBe(200);
      expect(this.#memory() - before, 'MiB more of memory').toBeLessThan(400);
      expect(this.#gateway.process.exitCode).toBeNull();
    } finally {
      this.#gateway.process.kill('SIGKILL');
      await this.#gateway.exit;
      await this.#node.close();
    }
  }

  end(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #make(rng: Rng): Request {
    const another = rng.of(this.#corpus);
    if (!rng.once(4)) return requestOf(this.#documents.make(rng), rng, another);
    return requestOf({ query: mutated(rng.of(this.#corpus), rng, another), variables: {} }, rng, another);
  }

  async #all(requests: readonly Request[]): Promise<void> {
    const waiting = [...requests];
    const one = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) this.#judge(next, await this.#send(next));
    };
    await Promise.all(Array.from({ length: atOnce }, one));
    if (this.#unexpected() === null) return;
    for (const request of requests) {
      await this.#send(request);
      await new Promise((resolve) => setImmediate(resolve));
      const fault = this.#unexpected();
      if (fault !== null) this.#found(request, `an error that nobody foresaw: ${fault}`);
    }
    this.#found(requests[0] as Request, 'an error that nobody foresaw, which did not come again');
  }

  /** The log's line of a fault since the last look. */
  #unexpected(): string | null {
    const log = this.#gateway?.log() ?? '';
    const fresh = log.slice(this.#read);
    this.#read = log.length;
    return fresh.split('\n').find((line) => line.includes('"unexpected error"')) ?? null;
  }

  async #send({ method, path, headers, body }: Request): Promise<Said> {
    const gone = new AbortController();
    const late = setTimeout(() => gone.abort(), 60_000);
    try {
      const response = await fetch(`http://127.0.0.1:${this.#gateway?.port}${path}`, {
        method,
        headers,
        signal: gone.signal,
        ...(body !== undefined && { body }),
      });
      const type = response.headers.get('content-type') ?? '';
      // A stream ends when its reader goes.
      const isStream = /^(text\/event-stream|multipart\/mixed)/.test(type);
      const text = isStream ? '' : await response.text();
      if (isStream) gone.abort();
      return { status: response.status, type, text };
    } catch (error) {
      return { status: 0, type: '', text: String(error instanceof Error ? (error.cause ?? error.message) : error) };
    } finally {
      clearTimeout(late);
    }
  }

  #judge(request: Request, said: Said): void {
    const fault = faultOf(said, request.path.length + (request.body?.length ?? 0));
    if (fault !== null) this.#found(request, `${fault}: ${said.text.slice(0, 500)}`);
    for (const [, token] of said.text.matchAll(/"(?:id|cursor|endCursor|startCursor)":"([\w-]+)"/g)) {
      const { tokens } = this.#documents;
      if (token && tokens.length < 500 && !tokens.includes(token)) tokens.push(token);
    }
    const sight = sightOf(said);
    if (this.#sights.has(sight) || this.#sights.size > 20_000) return;
    this.#sights.add(sight);
    const query = queryOf(request);
    if (query === null || query.length > 4_000) return;
    this.#corpus.push(query);
    this.kept?.add(query);
  }

  #found(request: Request, fault: string): never {
    const text = JSON.stringify(request);
    throw new Error(`${fault}\n${this.kept?.find(text) ?? ''}\n${text.slice(0, 3_000)}`);
  }

  #memory(): number {
    const status = readFileSync(`/proc/${this.#gateway?.process.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
  }
}

function queryOf({ body }: Request): string | null {
  try {
    const { query } = JSON.parse(body ?? '') as { readonly query?: unknown };
    return typeof query === 'string' ? query : null;
  } catch {
    return null;
  }
}

describe('whatever comes in', () => {
  it('is answered as GraphQL, by a process that goes on', { timeout: hour }, async () => {
    const inputs = sizeOf(400, 100_000);
    const run = new Run(isProof ? new Kept('graphql') : null);
    try {
      await inRounds(run.kept, inputs, (round, from, to) => run.block(round, from, to));
    } finally {
      run.end();
    }
    tell(`graphql: ${inputs.toLocaleString('en')} inputs, ${run.told}`);
  });

  it('opens as an id or cursor only if it was sealed here', { timeout: hour }, async () => {
    const inputs = sizeOf(5_000, 700_000);
    const codec = new TokenCodec(secret);
    const [demo, other] = ['demo', 'other'].map((tenant) => new Ids(codec, () => Promise.resolve(tenant))) as [Ids, Ids];
    const ask = { path: '/v1/alerts', query: {} } as unknown as Parameters<Ids['place']>[0];
    const sealed = await Promise.all([
      ...['csat', 'x', '籃子', 'a'.repeat(200)].flatMap((key) => [
        demo.kpi(key),
        demo.scope({ level: 'agent', key } as ScopeRef),
        demo.cursor('team', key),
        demo.of('target', key),
      ]),
      demo.place(ask, { after: 'a', past: 3, last: 'b' }),
    ]);
    const known = new Set(sealed);
    await inRounds(isProof ? new Kept('tokens') : null, inputs, async (round, from, to) => {
      for (let number = from; number < to; number += 1) {
        const rng = new Rng(seedOf(round, number));
        const token = rng.once(50) ? rng.of(sealed) : mutated(rng.of(sealed), rng, rng.of(sealed));
        const text = codec.open(token);
        if ((text !== null) !== known.has(token)) throw new Error(`${JSON.stringify(token)} opens to ${text}`);
        if (text !== null && codec.seal(text) !== token) throw new Error(`${JSON.stringify(text)} is sealed otherwise`);
        if ((await other.open(token)) !== null) throw new Error(`${JSON.stringify(token)} opens for another tenant`);
        const cursor = await demo.openCursor('team', token).catch((error: unknown) => error);
        if (cursor instanceof Error && !('extensions' in cursor)) throw cursor;
      }
    });
    tell(`tokens: ${inputs.toLocaleString('en')} inputs`);
  });
});
