import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root } from './documents.js';

// After vite: the documents go beside the pages, and what is text is compressed once.
rmSync(join(root, 'dist/documents'), { recursive: true, force: true });
cpSync(join(root, 'src/generated/documents'), join(root, 'dist/documents'), { recursive: true });
const pages = join(root, 'dist/public');
for (const name of readdirSync(pages, { recursive: true, encoding: 'utf8' })) {
  if (!/\.(js|css|html|svg|json)$/.test(name)) continue;
  const file = join(pages, name);
  const bytes = readFileSync(file);
  if (bytes.length < 1024) continue;
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}
