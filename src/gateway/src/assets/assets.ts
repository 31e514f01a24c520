import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, sep } from 'node:path';

interface Asset {
  readonly type: string;
  /** Of the bytes as they are. */
  readonly etag: string;
  /** Under a name that changes with it: it is kept by browsers for good. */
  readonly immutable: boolean;
  readonly bytes: Buffer;
  readonly packed: Readonly<Partial<Record<'br' | 'gzip', Buffer>>>;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json; charset=utf-8',
  png: 'image/png',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
};
const packings = { br: '.br', gzip: '.gz' } as const;
const mostBytes = 64 * 1024 * 1024;

/** Nothing but the gateway's own files, and no text that becomes script. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  // A report is shown in a frame of its own, in which nothing runs.
  'frame-src blob:',
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The dashboard as it was built, read once at the start: only what was there then is served, whatever a path says. */
export class Assets {
  readonly #files: ReadonlyMap<string, Asset>;
  readonly #page: Asset;

  /** `folder` is the `dist` of src/web: `public` is served, `documents` is what the gateway runs for it. */
  constructor(folder: string) {
    this.#files = read(join(folder, 'public'));
    const page = this.#files.get('/index.html');
    if (!page) throw new Error(`CAREKPI_WEB is "${folder}": there is no public/index.html in it. Build src/web, or say "off".`);
    this.#page = page;
  }

  /** false: there is nothing here to answer with. */
  serve(req: IncomingMessage, res: ServerResponse, path: string): boolean {
    if (req.method !== 'GET' && req.method !== 'HEAD') return false;
    const file = this.#files.get(path);
    if (file && file !== this.#page) send(req, res, file);
    // A path of the dashboard is its own affair: the same page shows every one of them.
    else if (path === '/' || isNavigation(req)) this.#sendPage(req, res);
    else return false;
    return true;
  }

  #sendPage(req: IncomingMessage, res: ServerResponse): void {
    res.setHeader('content-security-policy', policy);
    res.setHeader('cross-origin-opener-policy', 'same-origin');
    send(req, res, this.#page);
  }
}

/** A person goes there, and no script asks for a file that is not there any more. */
function isNavigation(req: IncomingMessage): boolean {
  const mode = req.headers['sec-fetch-mode'];
  return (mode === undefined || mode === 'navigate') && (req.headers.accept ?? '').includes('text/html');
}

function send(req: IncomingMessage, res: ServerResponse, { type, etag, immutable, bytes, packed }: Asset): void {
  const wanted = (req.headers['accept-encoding'] ?? '').toString();
  const packing = (['br', 'gzip'] as const).find((name) => packed[name] && new RegExp(`\\b${name}\\b`).test(wanted));
  const tag = packing ? `"${etag}-${packing}"` : `"${etag}"`;
  res.setHeader('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  res.setHeader('etag', tag);
  res.setHeader('vary', 'Accept-Encoding');
  if (req.headers['if-none-match'] === tag) return void res.writeHead(304).end();
  const body = (packing && packed[packing]) || bytes;
  res.setHeader('content-type', type);
  res.setHeader('content-length', body.length);
  if (packing) res.setHeader('content-encoding', packing);
  res.writeHead(200).end(req.method === 'HEAD' ? undefined : body);
}

/** By the path that they are asked for with. What has no known type is not served. */
function read(folder: string): ReadonlyMap<string, Asset> {
  const files = new Map<string, Asset>();
  let total = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const type = types[name.split('.').at(-1) ?? ''];
    if (type === undefined) continue;
    const file = join(folder, name);
    const bytes = readFileSync(file);
    total += bytes.length;
    if (total > mostBytes) throw new Error(`${folder} is larger than ${mostBytes} bytes: that is not the dashboard.`);
    const path = `/${name.split(sep).join('/')}`;
    const packed = Object.fromEntries(
      Object.entries(packings).flatMap(([packing, suffix]) => {
        const small = readIfThere(file + suffix);
        return small && small.length < bytes.length ? [[packing, small]] : [];
      }),
    );
    const etag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
    files.set(path, { type, etag, immutable: path.startsWith('/assets/'), bytes, packed });
  }
  return files;
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
