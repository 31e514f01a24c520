import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const file = (name: string): string => fileURLToPath(new URL(`../../../dist/widgets/${name}`, import.meta.url));

// Of what was built; where nothing was, the build comes first.
describe.skipIf(!existsSync(file('carekpi.js')))('the widgets as they are built', () => {
  const script = existsSync(file('carekpi.js')) ? readFileSync(file('carekpi.js')) : Buffer.alloc(0);

  it('are under 60 KB together', () => {
    console.info(`carekpi.js: ${script.length} bytes, ${gzipSync(script).length} packed`);
    expect(gzipSync(script).length).toBeLessThan(60 * 1024);
  });

  it('have the hash that is published', () => {
    const { integrity } = JSON.parse(readFileSync(file('integrity.json'), 'utf8')) as { integrity: string };
    expect(integrity).toBe(`sha384-${createHash('sha384').update(script).digest('base64')}`);
  });

  it('are one script that loads nothing else and makes no text to markup or code', () => {
    expect(script.toString()).not.toMatch(/\bimport\s*\(|innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/);
  });
});
