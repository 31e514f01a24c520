import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { graphiqlOf } from '../src/server/graphiql.js';
import { codes } from '../src/node/problems.js';
import { Bench } from './gateway.js';

const bench = new Bench();
const guide = readFileSync(new URL('../../../docs/graphql.md', import.meta.url), 'utf8');
const examples = [...guide.matchAll(/```graphql\n(.*?)```/gs)].map(([, query]) => query ?? '');

describe('the guide', () => {
  it.each([...examples, graphiqlOf().defaultQuery ?? ''])('has an example that is answered: %s', async (query) => {
    expect(query.length).toBeGreaterThan(20);
    expect(await bench.data<object>(query, { id: 'none' })).toBeTypeOf('object');
  });

  it('explains every code', () => {
    expect(codes.filter((code) => !guide.includes(`\`${code}\``))).toEqual([]);
  });

  it('says what the status of a wrong query is', async () => {
    const ask = (query: string): Promise<Response> =>
      fetch(`${bench.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
        body: JSON.stringify({ query }),
      });
    expect((await ask('{ nonsense }')).status).toBe(400);
    expect((await ask('{')).status).toBe(400);
    expect((await ask('{ tenant { name } }')).status).toBe(200);
  });
});
