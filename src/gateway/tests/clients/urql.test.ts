import { cacheExchange, Client, fetchExchange, subscriptionExchange, type Exchange } from '@urql/core';
import { createClient as createWsClient } from 'graphql-ws';
import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { Bench } from '../gateway.js';
import { changed, Customers, page } from './world.js';

const bench = new Bench();
const headers = { authorization: 'Bearer ck_demo' };

interface Page {
  readonly tenant: {
    readonly customers: {
      readonly edges: readonly { readonly node: { readonly key: string } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

const clientOf = (...exchanges: Exchange[]): Client =>
  new Client({
    url: `${bench.url}/graphql`,
    exchanges: [cacheExchange, ...exchanges],
    fetchOptions: { headers },
    fetchSubscriptions: exchanges.length === 1,
    preferGetMethod: false,
  });

describe('urql', () => {
  it('queries, and pages through 250 customers while new ones come', async () => {
    const customers = new Customers(bench);
    const client = clientOf(fetchExchange);
    const keys: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const { data, error }: { data?: Page | undefined; error?: unknown } = await client.query<Page>(page, { after }).toPromise();
      expect(error).toBeUndefined();
      keys.push(...(data?.tenant.customers.edges.map(({ node }) => node.key) ?? []));
      more = data?.tenant.customers.pageInfo.hasNextPage ?? false;
      after = data?.tenant.customers.pageInfo.endCursor ?? null;
      customers.arrive();
    }
    expect(new Set(keys).size).toBe(keys.length);
    expect(customers.keys.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it.each(['SSE', 'WebSocket'])('subscribes over %s', async (way) => {
    const ws = createWsClient({ url: `${bench.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: headers });
    const overWs = subscriptionExchange({
      forwardSubscription: ({ query, variables }) => ({
        subscribe: (sink) => ({
          unsubscribe: ws.subscribe(
            { query: query ?? '', variables: variables ?? {} },
            { next: (item) => sink.next(item as never), error: (error) => sink.error(error), complete: () => sink.complete() },
          ),
        }),
      }),
    });
    const client = way === 'SSE' ? clientOf(fetchExchange) : clientOf(fetchExchange, overWs);
    const { scope } = await bench.data<{ scope: { id: string } }>('{ scope(level: TEAM, key: "billing") { id } }');
    const told: string[] = [];
    const { unsubscribe } = client
      .subscription<{ scorecardChanged: { asOf: string } }>(changed, { scope: scope.id })
      .subscribe(({ data, error }) => void told.push(data?.scorecardChanged.asOf ?? String(error)));
    await expect.poll(() => told, { timeout: 5_000 }).toEqual(['demo:88121']);
    bench.node.changes.change('team:billing', 'demo:9');
    await expect.poll(() => told, { timeout: 5_000 }).toEqual(['demo:88121', 'demo:9']);
    unsubscribe();
    await expect.poll(() => bench.node.changes.open.size).toBe(0);
    await ws.dispose();
  });
});
