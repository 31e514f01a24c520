import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { Assets } from '../src/assets/assets.js';
import { Bench } from './gateway.js';

const folder = mkdtempSync(join(tmpdir(), 'carekpi-web-'));
const script = 'console.log("dashboard");\n'.repeat(40);
const body = '{ viewer { kind } }'.replace('{', 'query OfTheDashboard {');
mkdirSync(join(folder, 'public/assets'), { recursive: true });
mkdirSync(join(folder, 'documents'));
writeFileSync(join(folder, 'secret.txt'), 'not for anybody');
writeFileSync(join(folder, 'public/index.html'), '<!doctype html><title>Dashboard</title>');
writeFileSync(join(folder, 'public/assets/main-abc.js'), script);
writeFileSync(join(folder, 'public/assets/main-abc.js.gz'), gzipSync(script));
writeFileSync(join(folder, 'public/notes.unknown'), 'of no known type');
writeFileSync(join(folder, 'documents/of-the-dashboard.graphql'), body);
afterAll(() => rmSync(folder, { recursive: true }));

const bench = new Bench({ CAREKPI_WEB: folder, CAREKPI_DOCUMENTS: 'persisted' });
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(bench.url + path, { headers });
const html = { accept: 'text/html' };

interface Raw {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** As it is written, and as a person goes there: fetch would resolve the dots itself, and says that it is a script. */
function go(path: string, headers: Record<string, string> = html): Promise<Raw> {
  return new Promise((resolve, reject) => {
    request(`${bench.url}/`, { path, headers }, (res) => {
      let body = '';
      res.on('data', (chunk: Buffer) => (body += chunk.toString()));
      res.on('end', () => resolve({ status: res.statusCode, headers: res.headers, text: body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('the dashboard', () => {
  it('is the page of every path that a person goes to, with a strict policy', async () => {
    for (const path of ['/', '/teams/billing', '/customers/a.b']) {
      const page = await go(path);
      expect([page.status, page.headers['content-type'], page.headers['cache-control']]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-cache',
      ]);
      const policy = page.headers['content-security-policy'] ?? '';
      for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"]) {
        expect(policy).toContain(part);
      }
      expect(policy).not.toContain('unsafe');
      expect(page.text).toContain('Dashboard');
    }
  });

  it('serves its files for good, packed for whom it suits', async () => {
    const file = await get('/assets/main-abc.js', { 'accept-encoding': 'gzip' });
    expect([file.status, file.headers.get('content-encoding'), file.headers.get('content-type')]).toEqual([
      200,
      'gzip',
      'text/javascript; charset=utf-8',
    ]);
    expect(file.headers.get('cache-control')).toContain('immutable');
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await file.text()).toBe(script);
    const plain = await get('/assets/main-abc.js', { 'accept-encoding': 'identity' });
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, script]);
  });

  it('says that a page is still the same', async () => {
    const tag = (await go('/')).headers.etag ?? '';
    expect((await go('/', { ...html, 'if-none-match': tag })).status).toBe(304);
  });

  it('serves nothing else: no file that is not there, none above it, none of another type', async () => {
    expect((await get('/assets/gone-123.js', { accept: '*/*' })).status).toBe(404);
    expect((await get('/notes.unknown', { accept: '*/*' })).status).toBe(404);
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '//secret.txt',
      '/documents/of-the-dashboard.graphql',
    ]) {
      expect((await go(path, {})).text).not.toMatch(/not for anybody|OfTheDashboard/);
      expect((await go(path)).text).not.toMatch(/not for anybody|OfTheDashboard/);
    }
    expect((await fetch(`${bench.url}/teams`, { method: 'POST', headers: html })).status).toBe(404);
  });

  it('brings its documents, also where no others are run', async () => {
    const id = createHash('sha256').update(body).digest('hex');
    const answer = await fetch(`${bench.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer ck_demo' },
      body: JSON.stringify({ documentId: id }),
    });
    expect(await answer.json()).toMatchObject({ data: { viewer: { kind: 'KEY' } } });
  });

  it('says what is wrong with a folder that it is not in', () => {
    expect(() => new Assets(join(folder, 'nowhere'))).toThrow();
    mkdirSync(join(folder, 'empty/public'), { recursive: true });
    expect(() => new Assets(join(folder, 'empty'))).toThrow('CAREKPI_WEB');
  });
});
