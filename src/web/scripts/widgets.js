import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root } from './documents.js';

// After the widgets are built: packed once, and what a page has to say to get these bytes and no others.
const folder = join(root, 'dist/widgets');
copyFileSync(join(root, 'src/widgets/frame.css'), join(folder, 'frame.css'));
const bytes = readFileSync(join(folder, 'carekpi.js'));
const version = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
const integrity = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
const path = `/widgets/v1/carekpi.js?v=${version}`;
writeFileSync(
  join(folder, 'integrity.json'),
  `${JSON.stringify({ path, integrity, bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length }, null, 2)}\n`,
);
for (const name of ['carekpi.js', 'frame.js']) {
  const file = join(folder, name);
  const plain = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(plain, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}
