import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const artifacts = fileURLToPath(new URL('../../../../artifacts/fuzz/', import.meta.url));

/** What a long run keeps, so that the next one goes on. */
export class Kept {
  readonly #folder: string;
  round = 0;
  done = 0;

  constructor(target: string) {
    this.#folder = join(artifacts, target);
    mkdirSync(join(this.#folder, 'corpus'), { recursive: true });
    try {
      [this.round = 0, this.done = 0] = readFileSync(join(this.#folder, 'done'), 'utf8').split(' ').map(Number);
    } catch {
      // The first run.
    }
  }

  save(round: number, done: number): void {
    [this.round, this.done] = [round, done];
    writeFileSync(join(this.#folder, 'done.new'), `${round} ${done}`);
    renameSync(join(this.#folder, 'done.new'), join(this.#folder, 'done'));
  }

  corpus(): string[] {
    const folder = join(this.#folder, 'corpus');
    return readdirSync(folder)
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8'));
  }

  add(input: string): void {
    writeFileSync(join(this.#folder, 'corpus', nameOf(input)), input);
  }

  find(input: string): string {
    const file = join(this.#folder, `find-${nameOf(input)}`);
    writeFileSync(file, input);
    return file;
  }
}

function nameOf(input: string): string {
  return createHash('sha256').update(input).digest('hex').slice(0, 16);
}
