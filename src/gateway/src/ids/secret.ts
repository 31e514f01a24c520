import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The secret that ids are sealed with: the one given, else one made on first start and kept in the data folder. Gateways that serve the
 * same tenants must have the same one, or ids of one are unknown to the other.
 */
export function idSecret(given: string | undefined, folder: string): Buffer {
  if (given !== undefined && given !== '') {
    if (given.length < 32)
      throw new Error('CAREKPI_ID_KEY is too short: give at least 32 characters, such as the output of "openssl rand -base64 32".');
    return Buffer.from(given, 'utf8');
  }
  const file = join(folder, 'id.key');
  return read(file) ?? make(folder, file);
}

function read(file: string): Buffer | null {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text.length < 32) throw new Error(`${file} does not hold a key. Restore it; a new one changes every id.`);
    return Buffer.from(text, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Written aside and linked into place, so that of two gateways starting at once both take the first one's key, and whole. */
function make(folder: string, file: string): Buffer {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const aside = join(folder, `id.key.${process.pid}.${randomBytes(4).toString('hex')}`);
  writeFileSync(aside, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(aside, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(aside);
  }
  const key = read(file);
  if (!key) throw new Error(`${file} could not be kept.`);
  return key;
}
