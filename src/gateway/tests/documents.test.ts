import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compile, manifestOf, ownDocuments, type PersistedDocument } from '../src/documents/documents.js';
import { buildGatewaySchema } from '../src/schema/schema.js';
import { Bench, type Answer } from './gateway.js';

const folder = mkdtempSync(join(tmpdir(), 'documents-'));
const mine = 'query Mine { tenant { name } }\n';
writeFileSync(join(folder, 'mine.graphql'), mine);
afterAll(() => rmSync(folder, { recursive: true }));

const bench = new Bench();
const closed = new Bench({ CAREKPI_DOCUMENTS: 'persisted', CAREKPI_DOCUMENTS_FOLDER: folder });

const schema = buildGatewaySchema();
const documents = compile(ownDocuments, schema);
const named = (name: string): PersistedDocument => {
  const found = documents.find((document) => document.name === name);
  if (!found) throw new Error(`There is no document ${name}.`);
  return found;
};
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

async function send(
  on: Bench,
  body: object,
  headers: Record<string, string> = {},
): Promise<Answer<unknown> & { readonly headers: Headers }> {
  const response = await fetch(`${on.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer ck_demo', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
}

const variables = { level: 'CUSTOMER', key: 'c-1', period: { preset: 'LAST_28_DAYS' }, kpis: ['csat'], kpi: 'csat', interval: 'DAY' };
const codesOf = ({ errors }: Answer<unknown>): unknown => errors?.map(({ extensions }) => extensions['code']);

describe('persisted documents', () => {
  it('have a current manifest (npm run generate)', () => {
    expect(readFileSync(join(ownDocuments, 'manifest.json'), 'utf8')).toBe(manifestOf(documents));
    for (const { id, body } of documents) expect(id).toBe(hash(body));
  });

  it.each(documents.filter(({ widget, type }) => widget && type === 'query').map(({ name }) => name))('%s is answered', async (name) => {
    const { body } = named(name);
    const used = Object.fromEntries(Object.entries(variables).filter(([variable]) => body.includes(`$${variable}:`)));
    const answer = await send(bench, { documentId: named(name).id, variables: used });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({ scope: { name: 'Lee' } });
  });

  it('are found by the hash that Apollo sends, with and without a prefix, also by GET', async () => {
    const expected = { data: { tenant: { name: 'Demo' } } };
    const persistedQuery = { version: 1, sha256Hash: hash(mine) };
    expect(await send(closed, { extensions: { persistedQuery } })).toMatchObject(expected);
    expect(await send(closed, { documentId: `sha256:${hash(mine)}` })).toMatchObject(expected);
    const url = `${closed.url}/graphql?extensions=${encodeURIComponent(JSON.stringify({ persistedQuery }))}`;
    expect(await (await fetch(url, { headers: { authorization: 'Bearer ck_demo' } })).json()).toEqual(expected);
  });

  it('can be the only ones', async () => {
    const refused = await send(closed, { query: mine });
    expect(codesOf(refused)).toEqual(['FORBIDDEN']);
    expect(codesOf(await send(closed, { query: mine, documentId: hash(mine) }))).toEqual(['FORBIDDEN']);
    expect(codesOf(await send(closed, { query: mine, extensions: { persistedQuery: { version: 1, sha256Hash: hash(mine) } } }))).toEqual([
      'FORBIDDEN',
    ]);
    expect(closed.node.take()).toEqual([]);
    expect(codesOf(await send(bench, { query: mine }))).toBeUndefined();
  });

  it('that are not kept are told so that clients send the text', async () => {
    for (const documentId of [hash('unknown'), '', '../../etc/passwd']) {
      const { errors } = await send(bench, { documentId });
      expect(errors?.[0]).toMatchObject({ message: 'PersistedQueryNotFound', extensions: { code: 'NOT_FOUND' } });
    }
    expect(codesOf(await send(bench, {}))).toEqual(['BAD_INPUT']);
    expect(codesOf(await send(bench, { documentId: 5 }))).toEqual(['BAD_INPUT']);
  });

  it('that are wrong keep the gateway from starting, and the message says which', () => {
    const wrong = mkdtempSync(join(tmpdir(), 'documents-'));
    for (const [text, message] of [
      ['query A { nothing }', /wrong\.graphql cannot be served: Cannot query field "nothing"/],
      ['query A { tenant { name } } query B { tenant { name } }', /exactly one operation/],
      ['{ tenant { name } }', /with a name/],
      ['query', /Syntax Error/],
    ] as const) {
      writeFileSync(join(wrong, 'wrong.graphql'), text);
      expect(() => compile(wrong, schema)).toThrow(message);
    }
    rmSync(wrong, { recursive: true });
  });
});

describe('a widget token', () => {
  const crm = 'https://crm.example.com';
  const ask = (token: string, body: object, origin: string | null = crm, extra: Record<string, string> = {}) =>
    send(bench, body, { authorization: `Bearer ${token}`, ...(origin !== null && { origin }), ...extra });
  const card = (): object => ({
    documentId: named('WidgetCustomer').id,
    variables: { key: 'c-1', period: { preset: 'LAST_28_DAYS' } },
  });

  it('gets the documents of widgets, readable by its origin alone', async () => {
    const token = bench.node.people.mint(crm);
    const answer = await ask(token, card());
    expect(answer.data).toMatchObject({ scope: { name: 'Lee', segment: 'gold' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(crm);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('vary')).toContain('Origin');
  });

  it('is refused from any other origin, or none', async () => {
    const token = bench.node.people.mint(crm);
    for (const origin of ['https://evil.example', 'https://crm.example.com.evil.example', 'http://crm.example.com', 'null', null]) {
      const answer = await ask(token, card(), origin);
      expect([answer.status, codesOf(answer), answer.headers.get('access-control-allow-origin')]).toEqual([403, ['FORBIDDEN'], null]);
    }
    expect(new Set(bench.node.take().map(({ path }) => path))).toEqual(new Set(['/v1/me']));
  });

  it('runs no other document, and no text', async () => {
    const token = bench.node.people.mint(crm);
    const other = documents.find(({ widget }) => !widget);
    for (const body of [
      { query: '{ tenant { name } }' },
      { ...card(), query: '{ tenant { name } }' },
      ...(other ? [{ documentId: other.id }] : []),
    ]) {
      expect(codesOf(await ask(token, body))).toEqual(['FORBIDDEN']);
    }
    expect(codesOf(await ask(token, { documentId: hash(mine) }))).toEqual(['NOT_FOUND']);
    const own = await send(closed, { documentId: hash(mine) }, { authorization: `Bearer ${closed.node.people.mint(crm)}`, origin: crm });
    expect(codesOf(own)).toEqual(['FORBIDDEN']);
  });

  it('never goes with a cookie', async () => {
    const token = bench.node.people.mint(crm);
    bench.node.people.links.set('ci_w', 'ck_other');
    await ask(token, card(), crm, { cookie: 'carekpi=cs_someone' });
    expect(new Set(bench.node.take().map(({ authorization }) => authorization))).toEqual(new Set([`Bearer ${token}`]));
  });

  it('may watch its scope from its page', async () => {
    const token = bench.node.people.mint(crm);
    const { scope } = await bench.data<{ scope: { id: string } }>('{ scope(level: CUSTOMER, key: "c-1") { id } }');
    const gone = new AbortController();
    const response = await fetch(`${bench.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}`, origin: crm },
      body: JSON.stringify({ documentId: named('WidgetLive').id, variables: { scope: scope.id, period: { preset: 'TODAY' } } }),
      signal: gone.signal,
    });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, crm]);
    let text = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      if (text.includes('asOf')) break;
    }
    expect(text).toContain('event: next');
    gone.abort();
  });

  it('that has ended is told to its own page', async () => {
    const token = bench.node.people.mint(crm);
    bench.node.people.widgets.delete(token);
    const answer = await ask(token, card());
    expect([answer.status, codesOf(answer), answer.headers.get('access-control-allow-origin')]).toEqual([401, ['UNAUTHENTICATED'], crm]);
    expect((await ask(token, card(), 'https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is asked about once in a while, and not remembered once it has ended', async () => {
    const token = bench.node.people.mint(crm);
    await ask(token, card());
    await ask(token, card());
    expect(bench.node.take().filter(({ path }) => path === '/v1/me')).toHaveLength(1);
    bench.node.people.widgets.delete(token);
    expect(codesOf(await ask(token, card()))).toContain('UNAUTHENTICATED');
    expect((await ask(token, card())).status).toBe(401);
  });

  it('may be announced by a browser before, without cookies', async () => {
    const { status, headers } = await fetch(`${bench.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: crm, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
    });
    expect([status, headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')]).toEqual([204, crm, null]);
    expect(headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it('is the only credential with an answer for other origins', async () => {
    const answer = await send(bench, { query: mine }, { origin: crm });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});
