import { createElement, Suspense, useEffect, type ReactElement } from 'react';
import { RelayEnvironmentProvider, useLazyLoadQuery, usePaginationFragment } from 'react-relay';
import { act, create } from 'react-test-renderer';
import { Environment, Network, RecordSource, Store, type GraphQLResponse } from 'relay-runtime';
import { describe, expect, it } from 'vitest';
import { Bench } from '../gateway.js';
import list, { type customersList$key } from './relay/__generated__/customersList.graphql.js';
import type { customersPageQuery } from './relay/__generated__/customersPageQuery.graphql.js';
import query, { type customersQuery } from './relay/__generated__/customersQuery.graphql.js';
import { Customers } from './world.js';

const bench = new Bench();

function List({ read, tenant }: { read(keys: readonly string[], all: boolean): void; tenant: customersList$key }): null {
  const { data, hasNext, isLoadingNext, loadNext } = usePaginationFragment<customersPageQuery, customersList$key>(list, tenant);
  useEffect(() => {
    read(
      data.customers.edges.map(({ node }) => node.key),
      !hasNext,
    );
    if (hasNext && !isLoadingNext) loadNext(20);
  });
  return null;
}

function App({ read }: { read(keys: readonly string[], all: boolean): void }): ReactElement {
  const { tenant } = useLazyLoadQuery<customersQuery>(query, { first: 20 });
  return createElement(List, { read, tenant });
}

describe('Relay', () => {
  it('pages through 250 customers with usePaginationFragment while new ones come', async () => {
    const customers = new Customers(bench);
    let pages = 0;
    const network = Network.create(async ({ text }, variables) => {
      const response = await fetch(`${bench.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer ck_demo' },
        body: JSON.stringify({ query: text, variables }),
      });
      customers.arrive();
      pages += 1;
      return (await response.json()) as GraphQLResponse;
    });
    const environment = new Environment({ network, store: new Store(new RecordSource()) });
    let [keys, done]: [readonly string[], boolean] = [[], false];
    const read = (now: readonly string[], all: boolean): void => void ([keys, done] = [now, all]);
    const app = createElement(App, { read });
    Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
    await act(async () => {
      create(createElement(RelayEnvironmentProvider, { environment, children: createElement(Suspense, { fallback: null }, app) }));
      await Promise.resolve();
    });
    for (let turn = 0; !done && turn < 2_000; turn += 1) await act(() => new Promise((resolve) => setImmediate(resolve)));
    expect(done).toBe(true);
    expect(pages).toBeGreaterThanOrEqual(13);
    expect(new Set(keys).size).toBe(keys.length);
    expect(customers.keys.filter((key) => !keys.includes(key))).toEqual([]);
  });
});
