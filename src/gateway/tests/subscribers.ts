import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient, type Client } from 'graphql-ws';
import { afterEach, expect } from 'vitest';
import WebSocket from 'ws';
import { Bench } from './gateway.js';

export const own = 'https://kpi.example.com';

interface Card {
  readonly asOf: string;
  readonly scope: { readonly name: string };
  readonly value: { readonly value: number } | null;
}
export interface Said {
  readonly data?: { readonly scorecardChanged: Card } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

export const document = `subscription Changed($scope: ID!) {
  scorecardChanged(scope: $scope, period: { preset: TODAY }) { asOf scope { name } value(kpi: "csat") { value } }
}`;

/** What a subscriber is told, one after the other, and how it ends. */
export class Told {
  readonly #items: Said[] = [];
  ended = false;
  failed: unknown = null;

  readonly sink = {
    next: (item: object) => void this.#items.push(item as Said),
    complete: () => void (this.ended = true),
    error: (error: unknown) => {
      this.failed = error;
      this.ended = true;
    },
  };

  async take(): Promise<Said> {
    await expect.poll(() => this.#items.length, { timeout: 10_000, interval: 5 }).toBeGreaterThan(0);
    return this.#items.shift() ?? {};
  }

  async end(): Promise<void> {
    await expect.poll(() => this.ended, { timeout: 10_000 }).toBe(true);
  }

  get waiting(): number {
    return this.#items.length;
  }
}

export const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });
export const ways = ['SSE', 'WebSocket'] as const;
type Way = (typeof ways)[number];

/** Those who subscribe at a gateway; after each test they go. */
export class Subscribers {
  readonly #clients: { dispose(): unknown }[] = [];

  constructor(private readonly bench: Bench) {
    afterEach(async () => {
      for (const client of this.#clients.splice(0)) await client.dispose();
      await expect.poll(() => bench.node.changes.open.size, { timeout: 5_000 }).toBe(0);
    });
  }

  overWs(params: Record<string, unknown> | null, headers: Record<string, string> = {}): Client {
    class Socket extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { headers });
      }
    }
    const url = `${this.bench.url.replace('http', 'ws')}/graphql`;
    const client = createWsClient({ url, webSocketImpl: Socket, retryAttempts: 0, ...(params && { connectionParams: params }) });
    this.#clients.push(client);
    return client;
  }

  overSse(headers: Record<string, string>): ReturnType<typeof createSseClient> {
    const client = createSseClient({ url: `${this.bench.url}/graphql`, headers, retryAttempts: 0, fetchFn: fetch });
    this.#clients.push(client);
    return client;
  }

  over(way: Way, key = 'ck_demo'): Pick<Client, 'subscribe'> {
    return way === 'SSE' ? (this.overSse(bearer(key)) as Pick<Client, 'subscribe'>) : this.overWs(bearer(key));
  }

  subscribe(way: Way, scope: string, key = 'ck_demo'): Told & { stop(): void } {
    const told = new Told();
    return Object.assign(told, { stop: this.over(way, key).subscribe({ query: document, variables: { scope } }, told.sink) });
  }

  async idOf(level: string, key: string, credential = 'ck_demo'): Promise<string> {
    const query = `query ($level: Level!, $key: String!) { scope(level: $level, key: $key) { id } }`;
    return (await this.bench.data<{ scope: { id: string } }>(query, { level, key }, credential)).scope.id;
  }
}
