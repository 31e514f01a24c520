import type { Client } from 'graphql-ws';
import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { compile, ownDocuments } from '../src/documents/documents.js';
import { Bench } from './gateway.js';
import { bearer, document, own, Subscribers, Told, type Said } from './subscribers.js';

const bench = new Bench({
  CAREKPI_PUBLIC_URL: own,
  CAREKPI_MAX_SUBSCRIPTIONS_PER_CONNECTION: '3',
});
const subscribers = new Subscribers(bench);

describe('over WebSocket', () => {
  const closed = async (client: Client): Promise<{ code: number; reason: string }> => {
    const told = new Told();
    client.subscribe({ query: '{ tenant { name } }' }, told.sink);
    await told.end();
    return told.failed as { code: number; reason: string };
  };
  const answered = async (client: Client, payload: object = { query: '{ tenant { name } }' }): Promise<Said> => {
    const told = new Told();
    client.subscribe(payload as { query: string }, told.sink);
    await Promise.race([told.end(), told.take().then((item) => told.sink.next(item))]);
    return told.failed ? ({ errors: told.failed } as Said) : told.take();
  };

  it('queries are answered as over HTTP, also to a cookie and to a header', async () => {
    const expected = { data: { tenant: { name: 'Demo' } } };
    bench.node.people.sessions.set('cs_ann', 'ck_demo');
    expect(await answered(subscribers.overWs(bearer('ck_demo')))).toEqual(expected);
    expect(await answered(subscribers.overWs(null, { cookie: '__Host-carekpi=cs_ann', origin: own }))).toEqual(expected);
    expect(await answered(subscribers.overWs(null, bearer('ck_demo')))).toEqual(expected);
    const both = subscribers.overWs(bearer('ck_other'), { cookie: '__Host-carekpi=cs_ann', origin: 'https://evil.example' });
    expect(await answered(both)).toEqual({ data: { tenant: { name: 'Other' } } });
  });

  it('nobody is let in without a credential, with a wrong one, or with a cookie from elsewhere', async () => {
    bench.node.people.sessions.set('cs_ann', 'ck_demo');
    for (const [params, headers] of [
      [null, {}],
      [{ authorization: 5 }, {}],
      [bearer('ck_wrong'), {}],
      [null, { cookie: '__Host-carekpi=cs_ann', origin: 'https://evil.example' }],
      [null, { cookie: '__Host-carekpi=cs_ann' }],
    ] as const) {
      expect((await closed(subscribers.overWs(params, headers))).code).toBe(4403);
    }
    bench.node.fault = (req) => Boolean(req.socket.destroy());
    expect((await closed(subscribers.overWs(bearer('ck_demo')))).code).toBe(1013);
  });

  it('limits, documents and errors are those of HTTP', async () => {
    const client = subscribers.overWs(bearer('ck_demo'));
    const codeOf = async (query: string): Promise<unknown> => (await answered(client, { query })).errors?.[0]?.extensions['code'];
    expect(await codeOf('{ nonsense }')).toBe('BAD_INPUT');
    expect(await codeOf('{')).toBe('BAD_INPUT');
    expect(await codeOf('')).toBe('BAD_INPUT');
    expect(await codeOf('{ tenant { teams(first: 1000) { nodes { agents(first: 1000) { nodes { name } } } } } }')).toBe('TOO_COSTLY');
    expect(await codeOf(`{ ${'__typename '.repeat(4_001)} }`)).toBe('TOO_COSTLY');
    const persisted = compile(ownDocuments, bench.schema).find(({ name }) => name === 'WidgetCustomer');
    const variables = { key: 'c-1', period: { preset: 'TODAY' } };
    expect(await answered(client, { query: '', documentId: persisted?.id, variables })).toMatchObject({ data: { scope: { name: 'Lee' } } });
  });

  it('a widget token is for its origin and its documents', async () => {
    const token = bench.node.people.mint('https://crm.example.com');
    const at = (origin: string): Client => subscribers.overWs(bearer(token), { origin });
    expect((await closed(at('https://evil.example'))).code).toBe(4403);
    expect((await answered(at('https://crm.example.com'))).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('a connection has only so many operations', async () => {
    const client = subscribers.overWs(bearer('ck_demo'));
    const scope = await subscribers.idOf('TEAM', 'billing');
    const all = Array.from({ length: 3 }, () => new Told());
    const stops = all.map((told) => client.subscribe({ query: document, variables: { scope } }, told.sink));
    for (const told of all) await told.take();
    expect((await answered(client)).errors?.[0]?.extensions['code']).toBe('TOO_COSTLY');
    stops[0]?.();
    await expect.poll(() => bench.node.changes.open.size).toBe(2);
    expect((await answered(client)).data).toBeTruthy();
  });

  it('other paths and protocols are refused', async () => {
    for (const path of ['/elsewhere', '/auth/session']) {
      const socket = new WebSocket(`${bench.url.replace('http', 'ws')}${path}`, 'graphql-transport-ws');
      const refusal = await new Promise((resolve) => socket.once('error', ({ message }) => resolve(message)));
      expect(refusal).toBe('Unexpected server response: 404');
    }
    const socket = new WebSocket(`${bench.url.replace('http', 'ws')}/graphql`, 'graphql-ws');
    const end = await new Promise((resolve) => {
      socket.once('close', resolve);
      socket.once('error', resolve);
    });
    expect(end).toBeDefined();
  });
});
