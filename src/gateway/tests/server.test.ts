import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configOf } from '../src/server/config.js';
import { DocumentCache } from '../src/server/document-cache.js';
import { startBuilt } from './built.js';
import { FakeNode } from './fake-node/node.js';
import { Bench } from './gateway.js';

const bench = new Bench();
const developed = new Bench({ NODE_ENV: 'development' });

const get = (path: string, headers: Record<string, string> = {}, on = bench): Promise<Response> => fetch(on.url + path, { headers });

describe('the server', () => {
  it('lives without the node, and is ready with it', async () => {
    expect((await get('/healthz/live')).status).toBe(200);
    expect((await get('/healthz/ready')).status).toBe(200);
    bench.node.fault = (_, res) => Boolean(res.writeHead(503).end());
    expect((await get('/healthz/live')).status).toBe(200);
    expect((await get('/healthz/ready')).status).toBe(503);
  });

  it('answers queries by GET, and nothing elsewhere', async () => {
    const response = await get(`/graphql?query=${encodeURIComponent('{ tenant { name } }')}`, { authorization: 'Bearer ck_demo' });
    expect(await response.json()).toEqual({ data: { tenant: { name: 'Demo' } } });
    expect((await get('/elsewhere')).status).toBe(404);
    expect((await fetch(`${bench.url}/graphql`, { method: 'PUT' })).status).toBe(405);
  });

  it('has a page where sign-in leads to', async () => {
    const home = await get('/');
    expect([home.status, home.headers.get('content-security-policy')]).toEqual([200, expect.stringContaining("default-src 'none'")]);
    expect(await home.text()).toContain('/graphql');
    const inDevelopment = await fetch(`${developed.url}/`, { redirect: 'manual' });
    expect([inDevelopment.status, inDevelopment.headers.get('location')]).toEqual([302, '/graphql']);
  });

  it('allows no other origin', async () => {
    const response = await get('/graphql?query={__typename}', { origin: 'https://evil.example' });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('shows GraphiQL in development only', async () => {
    expect(await (await get('/graphql', { accept: 'text/html' }, developed)).text()).toContain('query Overview');
    expect(await (await get('/graphql', { accept: 'text/html' })).text()).not.toContain('GraphiQL');
  });

  it('writes one line a request, without keys and texts', async () => {
    bench.lines.length = 0;
    await bench.ask('query Team { scope(level: TEAM, key: "billing") { name } }');
    await bench.ask('query Wrong { tenant { scorecard(period: {}) { asOf } } }');
    await expect.poll(() => bench.lines.length).toBe(2);
    expect(bench.lines).toEqual([
      { time: expect.any(String), level: 'info', message: 'request', operation: 'Team', ms: expect.any(Number), nodeCalls: 1, status: 200 },
      expect.objectContaining({ operation: 'Wrong', nodeCalls: 0, errors: ['BAD_INPUT'] }),
    ]);
    expect(JSON.stringify(bench.lines)).not.toMatch(/billing|ck_demo|Bearer/);
  });

  it('answers what is under way before it stops', async () => {
    const leaving = new FakeNode();
    const held: (() => void)[] = [];
    leaving.fault = (_, res) => {
      held.push(() => void res.writeHead(200).end('{"key":"demo","name":"Late"}'));
      return true;
    };
    const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
    const child = await startBuilt({ CAREKPI_NODE_URL: await leaving.listen(), CAREKPI_GATEWAY_DATA: folder, NODE_ENV: 'production' });
    try {
      const answer = fetch(`http://127.0.0.1:${child.port}/graphql?query={tenant{name}}`, { headers: { authorization: 'Bearer ck_demo' } });
      await expect.poll(() => held.length, { timeout: 5_000 }).toBe(1);
      child.process.kill('SIGTERM');
      await child.says('stopping');
      await expect(fetch(`http://127.0.0.1:${child.port}/healthz/live`)).rejects.toThrow();
      held[0]?.();
      expect(await (await answer).json()).toEqual({ data: { tenant: { name: 'Late' } } });
      expect(await child.exit).toBe(0);
    } finally {
      child.process.kill('SIGKILL');
      await leaving.close();
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the configuration', () => {
  it('has defaults', () => {
    const config = configOf({});
    expect([config.host, config.port, config.nodeUrls.join(), config.development, config.introspection]).toEqual([
      '127.0.0.1',
      4000,
      'http://127.0.0.1:8080/',
      true,
      true,
    ]);
  });

  it.each([
    [{ PORT: 'http' }, 'PORT is "http": give a whole number from 0 to 65535.'],
    [{ CAREKPI_NODE_URL: 'node:8080' }, 'CAREKPI_NODE_URL is "node:8080": give an http or https address'],
    [{ CAREKPI_INTROSPECTION: 'no' }, 'CAREKPI_INTROSPECTION is "no": give "on" or "off".'],
  ])('refuses %o', (env, message) => {
    expect(() => configOf(env)).toThrow(message);
  });
});

describe('the cache of documents', () => {
  it('drops what was not used for longest once the texts are too long together', () => {
    const cache = new DocumentCache<number>(10);
    cache.set('aaaa', 1);
    cache.set('bbbb', 2);
    expect(cache.get('aaaa')).toBe(1);
    cache.set('cccc', 3);
    expect([cache.get('aaaa'), cache.get('bbbb'), cache.get('cccc')]).toEqual([1, undefined, 3]);
    cache.set('x'.repeat(11), 4);
    expect(cache.get('cccc')).toBeUndefined();
  });
});
