import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const built = (name: string, file: string): string => join(repository, 'artifacts/build/bin', name, 'release', file);
const server = built('CareKpi.Server', 'CareKpi.Server.dll');
const cli = built('CareKpi.Cli', 'carekpi.dll');
const gateway = join(repository, 'src/gateway/dist/main.js');
const dashboard = join(repository, 'src/web/dist/public/index.html');

export const chromium = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);

/** In full size, as `make prove` asks for it; else a cut that ends within a minute. */
export const full = process.env['CAREKPI_PROVE'] !== undefined;

/** What is missing for a walk; null: nothing. `long`: it is no part of the cut. */
export function missing({ long = false } = {}): string | null {
  if (long && !full) return 'it runs in full size alone (make prove SUITE=browser)';
  if (!chromium) return 'there is no chromium (apt-get install chromium, or CHROMIUM=<path>)';
  for (const file of [server, cli, gateway, dashboard]) if (!existsSync(file)) return `${file} is not built`;
  return null;
}

/** A node with a small demo company, and a gateway that runs kept documents alone, as in production. */
export class World {
  readonly #folder = mkdtempSync(join(tmpdir(), 'carekpi-walk-'));
  readonly #log = join(this.#folder, 'walk.log');
  readonly #children: ChildProcess[] = [];
  #node = '';
  #operators = '';
  #key = '';
  url = '';

  async start(): Promise<void> {
    const [node, operators, front] = await Promise.all([freePort(), freePort(), freePort()]);
    this.#node = `http://127.0.0.1:${node}`;
    this.#operators = `http://127.0.0.1:${operators}`;
    this.url = `http://127.0.0.1:${front}`;
    writeFileSync(join(this.#folder, 'operator.keys'), `walk = ${'5'.repeat(64)}\n`, { mode: 0o600 });
    this.#spawn('dotnet', [server], {
      CareKpi__DataDirectory: this.#folder,
      CareKpi__OperatorKeys: join(this.#folder, 'operator.keys'),
      ASPNETCORE_URLS: this.#node,
      CareKpi__OperatorUrls: this.#operators,
      CareKpi__TrustedProxies: '127.0.0.0/8',
    });
    await this.#until(`${this.#node}/healthz/ready`);
    this.#carekpi('tenants', 'add', 'walk', '--name', 'Walk Telecom', '--industry', 'telecom', '--time-zone', 'UTC', '--currency', 'EUR');
    this.#key = this.#told('key', 'keys', 'add', 'walk', '--name', 'walk', '--scope', 'ingest', 'read', 'manage');
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const size = ['--teams', '3', '--agents', '9', '--customers', '150', '--days', '60', '--contacts', '25'];
    execFileSync('dotnet', [cli, 'demo', '--send', '--url', this.#node, '--until', yesterday, ...size], {
      env: { ...process.env, CAREKPI_KEY: this.#key },
    });
    this.#spawn('node', [gateway], {
      PORT: String(front),
      NODE_ENV: 'production',
      CAREKPI_PUBLIC_URL: this.url,
      CAREKPI_NODE_URL: this.#node,
      CAREKPI_GATEWAY_DATA: join(this.#folder, 'gateway'),
      CAREKPI_DOCUMENTS: 'persisted',
    });
    await this.#until(`${this.url}/healthz/ready`);
  }

  /** A link that signs a person in once. */
  link(email: string, role: 'admin' | 'lead' | 'agent', ...reach: readonly string[]): string {
    return this.#told(
      'link',
      'users',
      'invite',
      '--tenant',
      'walk',
      '--email',
      email,
      '--name',
      email,
      '--role',
      role,
      ...reach,
      '--gateway',
      this.url,
    );
  }

  /** A key of the company with these scopes. */
  keyFor(...scopes: readonly string[]): string {
    return this.#told('key', 'keys', 'add', 'walk', '--name', scopes.join(' '), '--scope', ...scopes);
  }

  /** What the node answers to a call. */
  async call<T>(key: string, method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
    const response = await fetch(this.#node + path, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async post(type: string, data: object): Promise<void> {
    const event = { specversion: '1.0', id: `walk-${performance.now()}`, source: 'walk', type, time: new Date().toISOString(), data };
    const response = await fetch(`${this.#node}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#key}`, 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(event),
    });
    if (!response.ok) throw new Error(`The event was not taken: ${response.status} ${await response.text()}`);
  }

  stop(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** A server is asked until it is ready; there is nothing that would tell. */
  async #until(url: string): Promise<void> {
    const end = performance.now() + 60_000;
    while (performance.now() < end && this.#children.every(({ exitCode }) => exitCode === null)) {
      const ready = await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      );
      if (ready) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${url} is not ready. ${readFileSync(this.#log, 'utf8').slice(-2_000)}`);
  }

  #spawn(command: string, args: readonly string[], env: Readonly<Record<string, string>>): void {
    const log = openSync(this.#log, 'a');
    this.#children.push(spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', log, log] }));
  }

  #carekpi(...args: readonly string[]): string {
    return execFileSync('dotnet', [cli, ...args, '--url', this.#operators, '--json'], {
      env: { ...process.env, CAREKPI_OPERATOR_KEY: '5'.repeat(64) },
      encoding: 'utf8',
    });
  }

  #told(name: string, ...args: readonly string[]): string {
    const answer = JSON.parse(this.#carekpi(...args)) as Readonly<Record<string, unknown>>;
    const value = answer[name];
    if (typeof value !== 'string') throw new Error(`There is no ${name} in what ${args[0]} ${args[1]} answered.`);
    return value;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
