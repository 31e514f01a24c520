import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache, Observable } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { print } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
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

const clientOf = (link: ApolloLink): ApolloClient =>
  new ApolloClient({
    link,
    cache: new InMemoryCache({ typePolicies: { Tenant: { fields: { customers: relayStylePagination() } } } }),
  });

/** As the guide of graphql-sse has it. */
function sseLink(): ApolloLink {
  const client = createSseClient({ url: `${bench.url}/graphql`, headers, fetchFn: fetch });
  return new ApolloLink(
    (operation) =>
      new Observable((sink) =>
        client.subscribe(
          { query: print(operation.query), variables: operation.variables },
          { next: (item) => sink.next(item as ApolloLink.Result), complete: () => sink.complete(), error: (error) => sink.error(error) },
        ),
      ),
  );
}

describe('Apollo Client', () => {
  it('queries, and pages through 250 customers while new ones come', async () => {
    const customers = new Customers(bench);
    const client = clientOf(new HttpLink({ uri: `${bench.url}/graphql`, headers }));
    const watched = client.watchQuery<Page, { after?: string }>({ query: gql(page), fetchPolicy: 'cache-first' });
    let { data } = await client.query<Page>({ query: gql(page) });
    for (let more = data?.tenant.customers.pageInfo; more?.hasNextPage;) {
      customers.arrive();
      more = (await watched.fetchMore({ variables: { after: more.endCursor } })).data?.tenant.customers.pageInfo;
    }
    data = client.readQuery<Page>({ query: gql(page) }) ?? undefined;
    const keys = data?.tenant.customers.edges.map(({ node }) => node.key) ?? [];
    expect(new Set(keys).size).toBe(keys.length);
    expect(customers.keys.filter((key) => !keys.includes(key))).toEqual([]);
    client.stop();
  });

  it.each(['SSE', 'WebSocket'])('subscribes over %s', async (way) => {
    const ws = createWsClient({ url: `${bench.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: headers });
    const client = clientOf(way === 'SSE' ? sseLink() : new GraphQLWsLink(ws));
    const { scope } = await bench.data<{ scope: { id: string } }>('{ scope(level: TEAM, key: "billing") { id } }');
    const told: string[] = [];
    const subscription = client
      .subscribe<{ scorecardChanged: { asOf: string } }>({ query: gql(changed), variables: { scope: scope.id } })
      .subscribe(({ data }) => void told.push(data?.scorecardChanged.asOf ?? 'nothing'));
    await expect.poll(() => told, { timeout: 5_000 }).toEqual(['demo:88121']);
    bench.node.changes.change('team:billing', 'demo:9');
    await expect.poll(() => told, { timeout: 5_000 }).toEqual(['demo:88121', 'demo:9']);
    subscription.unsubscribe();
    await expect.poll(() => bench.node.changes.open.size).toBe(0);
    client.stop();
    await ws.dispose();
  });
});
