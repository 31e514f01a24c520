import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configOf } from '../src/server/config.js';
import { FakeNode } from './fake-node/node.js';
import { Bench } from './gateway.js';

const left = new FakeNode();
const right = new FakeNode();
const env: Record<string, string> = {};

beforeAll(async () => {
  env['CAREKPI_NODE_URL'] = `${await left.listen()}, ${await right.listen()}`;
});

const bench = new Bench(env);

afterAll(() => right.close());

describe('several nodes', () => {
  const ask = (): Promise<unknown> => bench.data('{ tenant { key scorecard(period: {preset: LAST_7_DAYS}) { values { value } } } }');
  const all = (): Promise<unknown> => Promise.all(Array.from({ length: 20 }, ask));

  it('are all asked, and one that goes is no outage', async () => {
    await all();
    expect(left.take().length).toBeGreaterThan(0);
    expect(right.take().length).toBeGreaterThan(0);

    await left.close();
    await all();
    await all();
    expect(right.take().length).toBeGreaterThan(20);
  });

  it('are of one kind', () => {
    expect(() => configOf({ CAREKPI_NODE_URL: 'http://a:1,https://b:2' })).toThrow('several nodes have the same scheme and path');
    expect(configOf({ CAREKPI_NODE_URL: 'http://a:1, http://b:2' }).nodeUrls.map((url) => url.host)).toEqual(['a:1', 'b:2']);
  });
});
