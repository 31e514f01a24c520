import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';

const kinds = {
  'carekpi.js': 'text/javascript; charset=utf-8',
  'frame.js': 'text/javascript; charset=utf-8',
  'frame.css': 'text/css; charset=utf-8',
  'integrity.json': 'application/json; charset=utf-8',
} as const;
type Name = keyof typeof kinds;

interface File {
  readonly type: string;
  /** What a page names to get exactly these bytes, and to keep them. */
  readonly version: string;
  readonly bytes: Buffer;
  readonly packed: Readonly<Partial<Record<'br' | 'gzip', Buffer>>>;
}

/** What partners' pages load: the widgets as they were built, read once at the start, for pages of any origin. */
export class WidgetFiles {
  readonly #files: ReadonlyMap<string, File>;

  constructor(folder: string) {
    this.#files = new Map((Object.keys(kinds) as Name[]).flatMap((name) => read(folder, name)));
  }

  /** false: there is no such file. */
  serve(req: IncomingMessage, res: ServerResponse, name: string, version: string | null): boolean {
    const file = this.#files.get(name);
    if (!file || (req.method !== 'GET' && req.method !== 'HEAD')) return false;
    const wanted = (req.headers['accept-encoding'] ?? '').toString();
    const packing = (['br', 'gzip'] as const).find((one) => file.packed[one] && new RegExp(`\\b${one}\\b`).test(wanted));
    const tag = packing ? `"${file.version}-${packing}"` : `"${file.version}"`;
    res.setHeader('access-control-allow-origin', '*');
    res.setHeader('cross-origin-resource-policy', 'cross-origin');
    // Without a version, a page has the newest within five minutes.
    res.setHeader('cache-control', version === file.version ? 'public, max-age=31536000, immutable' : 'public, max-age=300');
    res.setHeader('etag', tag);
    res.setHeader('vary', 'Accept-Encoding');
    if (req.headers['if-none-match'] === tag) {
      res.writeHead(304).end();
      return true;
    }
    const body = (packing && file.packed[packing]) || file.bytes;
    res.setHeader('content-type', file.type);
    res.setHeader('content-length', body.length);
    if (packing) res.setHeader('content-encoding', packing);
    res.writeHead(200).end(req.method === 'HEAD' ? undefined : body);
    return true;
  }
}

function read(folder: string, name: Name): readonly (readonly [string, File])[] {
  const bytes = readIfThere(join(folder, name));
  if (!bytes) return [];
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const packed = Object.fromEntries(
    Object.entries({ br: '.br', gzip: '.gz' }).flatMap(([packing, suffix]) => {
      const small = readIfThere(join(folder, name + suffix));
      return small && small.length < bytes.length ? [[packing, small]] : [];
    }),
  );
  return [[name, { type: kinds[name], version, bytes, packed }]];
}

/** Where the dashboard was built without widgets there are none. */
function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
