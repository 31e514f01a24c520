import { request as send, type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { Bench } from './gateway.js';

const own = 'https://kpi.example.com';
const most = 200_000;
const bench = new Bench({ CAREKPI_PUBLIC_URL: own, CAREKPI_MAX_IMPORT_BYTES: String(most), CAREKPI_MAX_IMPORTS: '3' });
const csv = 'Call Id,Agent\n1,Ann\n2,Lee\n';
const bearer = { authorization: 'Bearer ck_demo' };
const cookie = '__Host-carekpi=cs_ann';
const path = '/imports?mapping=call-center';

const post = (headers: Record<string, string>, body: string | Buffer<ArrayBuffer> = csv, at = path): Promise<Response> =>
  fetch(bench.url + at, { method: 'POST', headers: { 'content-type': 'text/csv', ...headers }, body });
const said = async (response: Response): Promise<readonly unknown[]> => {
  const { code, field } = (await response.json()) as { code?: string; field?: string };
  return [response.status, code, ...(field === undefined ? [] : [field])];
};

const open: ClientRequest[] = [];
/** A file of which the beginning is sent; the rest is up to the test. */
async function begin(
  headers: OutgoingHttpHeaders = {},
): Promise<{ readonly req: ClientRequest; readonly answer: Promise<IncomingMessage> }> {
  const before = bench.node.imports.underWay;
  const req = send(bench.url + path, { method: 'POST', headers: { ...bearer, 'content-type': 'text/csv', ...headers } });
  open.push(req);
  const answer = new Promise<IncomingMessage>((resolve, reject) => req.once('response', resolve).once('error', reject));
  answer.catch(() => undefined);
  req.write(csv);
  await expect.poll(() => bench.node.imports.underWay).toBe(before + 1);
  return { req, answer };
}

afterEach(async () => {
  for (const req of open.splice(0)) req.destroy();
  await expect.poll(() => bench.node.imports.underWay).toBe(0);
  bench.node.imports.received.length = 0;
  bench.node.imports.broken = 0;
});

describe('a file', () => {
  it('passes through with what it is, and its job is one that GraphQL knows', async () => {
    const answer = await post({ ...bearer, 'x-forwarded-for': '203.0.113.9' });
    expect(answer.status).toBe(202);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { job } = (await answer.json()) as { job: string };
    expect(job).not.toContain('import');
    const [received] = bench.node.imports.received;
    const { headers } = received ?? {};
    expect(received?.text).toBe(csv);
    expect(headers).toMatchObject({ authorization: 'Bearer ck_demo', 'content-type': 'text/csv', 'content-length': String(csv.length) });
    expect(headers?.['x-forwarded-for']).toMatch(/^203\.0\.113\.9, /);
    expect(await bench.data('query ($id: ID!) { tenant { job(id: $id) { kind import { rows } } } }', { id: job })).toEqual({
      tenant: { job: { kind: 'import', import: { rows: 3 } } },
    });
    expect(bench.lines.find(({ message }) => message === 'import')).toMatchObject({ status: 202, nodeCalls: 2 });
  });

  it('that is packed passes packed', async () => {
    const packed = gzipSync(csv);
    expect((await post({ ...bearer, 'content-encoding': 'gzip' }, packed)).status).toBe(202);
    expect(bench.node.imports.received[0]).toMatchObject({ bytes: packed.length, headers: { 'content-encoding': 'gzip' } });
  });

  it('is passed on while it comes in', async () => {
    const { req, answer } = await begin();
    expect(bench.node.imports.received).toEqual([]);
    req.end('3,Tan\n');
    expect((await answer).statusCode).toBe(202);
    expect(bench.node.imports.received[0]?.text).toBe(`${csv}3,Tan\n`);
  });
});

describe('who sends a file', () => {
  it('is somebody, and with a cookie a page of the own origin', async () => {
    bench.node.people.sessions.set('cs_ann', 'ck_demo');
    expect(await said(await post({}))).toEqual([401, 'UNAUTHENTICATED']);
    expect(await said(await post({ authorization: 'Bearer ck_wrong' }))).toEqual([401, 'UNAUTHENTICATED']);
    for (const headers of [{ cookie }, { cookie, origin: 'https://evil.example' }, { cookie, 'sec-fetch-site': 'same-site' }]) {
      expect(await said(await post(headers))).toEqual([403, 'FORBIDDEN']);
    }
    expect(bench.node.imports.received).toEqual([]);
    bench.node.take();
    // The session is passed on; whether it may is for the node to say.
    expect(await said(await post({ cookie, origin: own }))).toEqual([403, 'FORBIDDEN']);
    expect(bench.node.take().map(({ path: asked, authorization }) => [asked, authorization])).toEqual([['/v1/me', 'Bearer cs_ann']]);
  });

  it('is told what the node has against it, and where', async () => {
    expect(await said(await post(bearer, csv, '/imports?mapping=none'))).toEqual([400, 'BAD_INPUT', 'mapping']);
    expect(await said(await post(bearer, csv, '/imports'))).toEqual([400, 'BAD_INPUT', 'mapping']);
    bench.node.fault = (req, res) =>
      req.url?.startsWith('/v1/imports') === true && Boolean(res.writeHead(429, { 'retry-after': '7' }).end());
    const limited = await post(bearer);
    expect([limited.headers.get('retry-after'), ...(await said(limited))]).toEqual(['7', 429, 'RATE_LIMITED']);
    bench.node.fault = (req, res) => req.url?.startsWith('/v1/imports') === true && Boolean(res.writeHead(503).end('a secret'));
    expect(await said(await post(bearer))).toEqual([503, 'UNAVAILABLE']);
    bench.node.fault = (req) => req.url?.startsWith('/v1/imports') === true && Boolean(req.socket.destroy());
    expect(await said(await post(bearer))).toEqual([503, 'UNAVAILABLE']);
  });

  it('is answered before the end when the node has said no', async () => {
    const before = 'x'.repeat(64 * 1024);
    const req = send(`${bench.url}/imports?mapping=none`, { method: 'POST', headers: bearer });
    open.push(req);
    const answer = new Promise<IncomingMessage>((resolve, reject) => req.once('response', resolve).once('error', reject));
    req.write(before);
    const { statusCode, headers } = await answer;
    expect([statusCode, headers.connection]).toEqual([400, 'close']);
  });
});

describe('files', () => {
  it('have a size, said before or met on the way', async () => {
    expect(await said(await post(bearer, 'x'.repeat(most + 1)))).toEqual([413, 'TOO_COSTLY']);
    expect(bench.node.take()).toEqual([]);
    expect((await post(bearer, 'x'.repeat(most))).status).toBe(202);
    const { req, answer } = await begin();
    req.write('x'.repeat(most));
    expect((await answer).statusCode).toBe(413);
    await expect.poll(() => bench.node.imports.broken).toBe(1);
  });

  it('are so many at once, and fewer of one tenant', async () => {
    const refused = async (headers: Record<string, string>): Promise<readonly unknown[]> => {
      const answer = await post(headers);
      return [answer.headers.get('retry-after'), ...(await said(answer))];
    };
    const others = { authorization: 'Bearer ck_other' };
    const [first, second] = [await begin(), await begin()];
    expect(await refused(bearer)).toEqual(['5', 429, 'RATE_LIMITED']);
    const third = await begin(others);
    expect(await refused(others)).toEqual(['5', 503, 'UNAVAILABLE']);
    for (const { req, answer } of [first, second, third]) {
      req.end();
      expect((await answer).statusCode).toBe(202);
    }
    expect((await post(bearer)).status).toBe(202);
  });

  it('that are broken off are broken off at the node, and make room', async () => {
    for (let i = 1; i <= 3; i += 1) {
      (await begin()).req.destroy();
      await expect.poll(() => bench.node.imports.broken).toBe(i);
    }
    expect((await post(bearer)).status).toBe(202);
  });

  it('are only sent', async () => {
    expect((await fetch(bench.url + path, { headers: bearer })).status).toBe(404);
  });
});
