import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { compile, ownDocuments } from '../src/documents/documents.js';
import { buildGatewaySchema } from '../src/schema/schema.js';
import { Bench } from './gateway.js';

const folder = mkdtempSync(join(tmpdir(), 'carekpi-web-'));
const script = 'customElements.define("carekpi-kpi", class extends HTMLElement {});\n'.repeat(40);
mkdirSync(join(folder, 'public'));
mkdirSync(join(folder, 'widgets'));
writeFileSync(join(folder, 'public/index.html'), '<!doctype html><title>Dashboard</title>');
writeFileSync(join(folder, 'widgets/carekpi.js'), script);
writeFileSync(join(folder, 'widgets/carekpi.js.gz'), gzipSync(script));
writeFileSync(join(folder, 'widgets/integrity.json'), '{"integrity":"sha384-x"}');
writeFileSync(join(folder, 'widgets/other.js'), 'not for anybody');
afterAll(() => rmSync(folder, { recursive: true }));

const crm = 'https://crm.example.com';
const own = 'https://kpi.example.com';
const id = '0123456789abcdef';
const bench = new Bench({ CAREKPI_WEB: folder, CAREKPI_PUBLIC_URL: own });
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(bench.url + path, { headers: { 'accept-encoding': 'identity', ...headers } });

describe('the files of the widgets', () => {
  const version = createHash('sha256').update(script).digest('hex').slice(0, 16);

  it('are for pages of every origin, for good where they are asked for by what they are', async () => {
    const plain = await get('/widgets/v1/carekpi.js', { origin: crm });
    const named = await get(`/widgets/v1/carekpi.js?v=${version}`);
    const old = await get('/widgets/v1/carekpi.js?v=0000000000000000');
    expect([plain, named, old].map(({ headers }) => headers.get('cache-control'))).toEqual([
      'public, max-age=300',
      'public, max-age=31536000, immutable',
      'public, max-age=300',
    ]);
    for (const { status, headers } of [plain, named, old]) {
      expect([
        status,
        headers.get('content-type'),
        headers.get('access-control-allow-origin'),
        headers.get('cross-origin-resource-policy'),
      ]).toEqual([200, 'text/javascript; charset=utf-8', '*', 'cross-origin']);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect(await plain.text()).toBe(script);
  });

  it('are packed for whom it suits, and told to be the same', async () => {
    const packed = await get('/widgets/v1/carekpi.js', { 'accept-encoding': 'gzip' });
    expect([packed.headers.get('content-encoding'), await packed.text()]).toEqual(['gzip', script]);
    const tag = packed.headers.get('etag') ?? '';
    expect((await get('/widgets/v1/carekpi.js', { 'accept-encoding': 'gzip', 'if-none-match': tag })).status).toBe(304);
    expect((await get('/widgets/v1/carekpi.js', { 'if-none-match': tag })).status).toBe(200);
    expect(await (await get('/widgets/v1/integrity.json')).json()).toEqual({ integrity: 'sha384-x' });
  });

  it('are no others, and no page', async () => {
    for (const path of [
      'other.js',
      'frame.js',
      '',
      '../public/index.html',
      'carekpi.js/x',
      'frame',
      `frame/${id}`,
      `frame/${id}/other`,
      `frame/${id}/kpi/x`,
    ]) {
      const answer = await get(`/widgets/v1/${path}`, { accept: 'text/html' });
      expect([path, (await answer.text()).includes('not for anybody')]).toEqual([path, false]);
      if (!path.includes('..')) expect([path, answer.status]).toEqual([path, 404]);
    }
    expect((await fetch(`${bench.url}/widgets/v1/carekpi.js`, { method: 'POST' })).status).toBe(404);
  });
});

describe('the frame of a widget', () => {
  it('may be framed by pages of its origins alone, and is sandboxed', async () => {
    bench.node.people.framed.set(id, [crm, 'http://localhost:3000']);
    const page = await get(`/widgets/v1/frame/${id}/kpi?kpi=csat`);
    const policy = (page.headers.get('content-security-policy') ?? '').split('; ');
    expect(page.status).toBe(200);
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors ${crm} http://localhost:3000`,
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
      'sandbox allow-scripts allow-same-origin',
    ]);
    expect(page.headers.get('x-frame-options')).toBeNull();
    const text = await page.text();
    expect(text).toContain(`data-origins="${crm} http://localhost:3000"`);
    expect(text).not.toContain('csat');
  });

  it('is asked about once in a while, without a credential', async () => {
    bench.node.people.framed.set('widgetasked00000', [crm]);
    await get('/widgets/v1/frame/widgetasked00000/kpi', { authorization: 'Bearer ck_demo', cookie: 'carekpi=cs_ann' });
    await get('/widgets/v1/frame/widgetasked00000/trend');
    expect(bench.node.take().map(({ path, authorization }) => [path, authorization])).toEqual([
      ['/v1/widgets/widgetasked00000/origins', undefined],
    ]);
  });

  it('is known by the id that GraphQL gives, too', async () => {
    const { createWidget } = await bench.data<{ createWidget: { widget: { id: string } } }>(
      `mutation { createWidget(input: { name: "x", origins: ["${crm}"], levels: [CUSTOMER] }) { widget { id } } }`,
    );
    bench.node.take();
    await get(`/widgets/v1/frame/${createWidget.widget.id}/kpi`);
    const [asked] = bench.node.take();
    expect(asked?.path).toMatch(/^\/v1\/widgets\/[0-9a-z-]+\/origins$/);
    const { tenant } = await bench.data<{ tenant: { id: string } }>('{ tenant { id } }');
    bench.node.take();
    expect((await get(`/widgets/v1/frame/${tenant.id}/kpi`)).status).toBe(404);
    expect(bench.node.take()).toEqual([]);
  });

  it('is none of a widget that there is not, and none while that is not known', async () => {
    expect((await get('/widgets/v1/frame/aaaaaaaaaaaaaaaa/kpi')).status).toBe(404);
    bench.node.take();
    for (const wrong of ['..%2f..%2fme', 'A%20B', 'x', 'a'.repeat(200)])
      expect((await get(`/widgets/v1/frame/${wrong}/kpi`)).status).toBe(404);
    expect(bench.node.take()).toEqual([]);
    bench.node.fault = (_, res) => {
      res.writeHead(503, { 'content-type': 'application/json' }).end('{}');
      return true;
    };
    const answer = await get('/widgets/v1/frame/bbbbbbbbbbbbbbbb/kpi');
    expect([answer.status, answer.headers.get('content-security-policy')]).toEqual([503, "frame-ancestors 'none'"]);
  });

  it('lets nothing into its policy that is no origin', async () => {
    bench.node.people.framed.set('widgetodd0000000', [
      'https://a.example.com; script-src *',
      'https://b.example.com"><script>',
      '*',
      'https://c.example.com/path',
    ]);
    const page = await get('/widgets/v1/frame/widgetodd0000000/kpi');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none';");
    expect(await page.text()).toContain('data-origins=""');
  });

  it('asks with tokens of the pages around it, and no other page does', async () => {
    const token = bench.node.people.mint(crm);
    const { id: documentId } = compile(ownDocuments, buildGatewaySchema()).find(({ name }) => name === 'WidgetCustomer') ?? { id: '' };
    const ask = async (origin: string, given = token): Promise<readonly [number, boolean]> => {
      const response = await fetch(`${bench.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${given}`, origin },
        body: JSON.stringify({ documentId, variables: { key: 'c-1', period: { preset: 'TODAY' } } }),
      });
      return [response.status, (await response.text()).includes('Lee')];
    };
    expect(await ask(own)).toEqual([200, true]);
    for (const origin of ['null', 'https://evil.example', `${own}.evil.example`, 'http://kpi.example.com', `${own}:8443`]) {
      expect([origin, ...(await ask(origin))]).toEqual([origin, 403, false]);
    }
    bench.node.people.widgets.delete(token);
    expect((await ask(own))[1]).toBe(false);
  });
});
