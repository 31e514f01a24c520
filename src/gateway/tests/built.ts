import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { expect } from 'vitest';

export interface Built {
  readonly process: ReturnType<typeof spawn>;
  readonly port: number;
  readonly exit: Promise<number | null>;
  /** Everything that it has logged. */
  log(): string;
  says(message: string): Promise<void>;
}

/** The gateway as its own process, from what `npm run build` made, since a signal stops a process. */
export async function startBuilt(env: Record<string, string>): Promise<Built> {
  const main = new URL('../dist/main.js', import.meta.url).pathname;
  const port = await freePort();
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const says = async (message: string): Promise<void> => {
    await expect.poll(() => text, { timeout: 30_000 }).toContain(`"message":"${message}"`);
  };
  await says('listening');
  return { process: child, port, exit, log: () => text, says };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
