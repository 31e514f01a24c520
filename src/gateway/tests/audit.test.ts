import { serverAudits } from 'graphql-http';
import { describe, expect, it } from 'vitest';
import { Bench } from './gateway.js';

const bench = new Bench();

describe('GraphQL over HTTP', () => {
  for (const audit of serverAudits({ url: () => `${bench.url}/graphql`, fetchFn: fetch })) {
    it(`${audit.id} ${audit.name}`, async () => {
      const result = await audit.fn();
      expect('reason' in result ? result.reason : result.status).toBe('ok');
    });
  }
});
