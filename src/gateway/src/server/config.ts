import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Of one node, or of several that serve the same. */
  readonly nodeUrls: readonly URL[];
  /** Where people reach the gateway; its origin is the one that cookies are good for. */
  readonly publicUrl: URL;
  readonly nodeTimeoutMs: number;
  readonly maxAnswerBytes: number;
  readonly dataFolder: string;
  readonly idKey: string | undefined;
  /** GraphiQL is served. */
  readonly development: boolean;
  readonly introspection: boolean;
  /** Which documents are run: any, or only those that are kept by id. */
  readonly documents: 'any' | 'persisted';
  /** The operator's own, beside those of the gateway. */
  readonly documentsFolder: string | undefined;
  /** The dashboard as it was built (`dist` of src/web); undefined: it is not served. */
  readonly web: string | undefined;
  readonly limits: Limits;
}

/** What one operation may be. docs/graphql.md explains each. */
export interface Limits {
  readonly bodyBytes: number;
  readonly depth: number;
  readonly cost: number;
  readonly aliases: number;
  readonly tokens: number;
  readonly directives: number;
  readonly reads: number;
  readonly pages: number;
  /** Of the gateway. */
  readonly subscriptions: number;
  readonly webSocketsPerCredential: number;
  /** That have not shown a credential. */
  readonly webSocketsWaiting: number;
  /** After which one without an operation is closed. */
  readonly webSocketIdleMs: number;
  /** Of one WebSocket: subscriptions and queries under way. */
  readonly subscriptionsPerConnection: number;
  readonly webSockets: number;
  /** Of a file that is passed on to the node. */
  readonly importBytes: number;
  /** Files under way at the same time. */
  readonly imports: number;
}

/** Beside this package, from `src` as from `dist`. */
const usualWeb = fileURLToPath(new URL('../../../web/dist', import.meta.url));

type Environment = Readonly<Record<string, string | undefined>>;

export function configOf(env: Environment): Config {
  const port = whole(env, 'PORT', 4000, 0, 65_535);
  return {
    host: env['HOST'] || '127.0.0.1',
    port,
    nodeUrls: nodesOf('CAREKPI_NODE_URL', env['CAREKPI_NODE_URL'] || 'http://127.0.0.1:8080'),
    publicUrl: originOf('CAREKPI_PUBLIC_URL', env['CAREKPI_PUBLIC_URL'] || `http://localhost:${port}`),
    nodeTimeoutMs: whole(env, 'CAREKPI_NODE_TIMEOUT_MS', 15_000, 100, 120_000),
    maxAnswerBytes: whole(env, 'CAREKPI_MAX_ANSWER_BYTES', 32 * 1024 * 1024, 1_024, 1_073_741_824),
    dataFolder: resolve(env['CAREKPI_GATEWAY_DATA'] || './data/gateway'),
    idKey: env['CAREKPI_ID_KEY'],
    development: env['NODE_ENV'] !== 'production',
    introspection: either(env, 'CAREKPI_INTROSPECTION', ['on', 'off']) === 'on',
    documents: either(env, 'CAREKPI_DOCUMENTS', ['any', 'persisted']),
    documentsFolder: env['CAREKPI_DOCUMENTS_FOLDER'] || undefined,
    web: webFolder(env['CAREKPI_WEB'] || undefined),
    limits: {
      bodyBytes: whole(env, 'CAREKPI_MAX_BODY_BYTES', 128 * 1024, 1_024, 16 * 1024 * 1024),
      depth: whole(env, 'CAREKPI_MAX_DEPTH', 12, 1, 100),
      cost: whole(env, 'CAREKPI_MAX_COST', 100_000, 1, 100_000_000),
      aliases: whole(env, 'CAREKPI_MAX_ALIASES', 200, 1, 10_000),
      tokens: whole(env, 'CAREKPI_MAX_TOKENS', 4_000, 10, 100_000),
      directives: 50,
      reads: whole(env, 'CAREKPI_MAX_READS', 2_000, 1, 100_000),
      pages: whole(env, 'CAREKPI_MAX_PAGES', 100, 1, 10_000),
      subscriptions: whole(env, 'CAREKPI_MAX_SUBSCRIPTIONS', 2_000, 1, 100_000),
      webSocketsPerCredential: whole(env, 'CAREKPI_MAX_WEBSOCKETS_PER_CREDENTIAL', 100, 1, 100_000),
      webSocketsWaiting: whole(env, 'CAREKPI_MAX_WEBSOCKETS_WAITING', 500, 1, 100_000),
      webSocketIdleMs: whole(env, 'CAREKPI_WEBSOCKET_IDLE_MS', 60_000, 10, 3_600_000),
      subscriptionsPerConnection: whole(env, 'CAREKPI_MAX_SUBSCRIPTIONS_PER_CONNECTION', 50, 1, 1_000),
      webSockets: whole(env, 'CAREKPI_MAX_WEBSOCKETS', 2_000, 1, 100_000),
      importBytes: whole(env, 'CAREKPI_MAX_IMPORT_BYTES', 512 * 1024 * 1024, 1_024, 16 * 1024 * 1024 * 1024),
      imports: whole(env, 'CAREKPI_MAX_IMPORTS', 8, 1, 1_000),
    },
  };
}

function whole(env: Environment, name: string, usual: number, least: number, most: number): number {
  const text = env[name];
  if (text === undefined || text === '') return usual;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`${name} is "${text}": give a whole number from ${least} to ${most}.`);
}

/** One of two words; the first is usual. */
function either<T extends string>(env: Environment, name: string, words: readonly [T, T]): T {
  const text = env[name] || words[0];
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw new Error(`${name} is "${text}": give "${words.join('" or "')}".`);
}

function address(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new Error(`${name} is "${text}": give an http or https address such as http://127.0.0.1:8080.`);
}

/** Differ in host and port alone. */
function nodesOf(name: string, text: string): readonly URL[] {
  const urls = text.split(',').map((part) => address(name, part.trim()));
  if (urls.every((url) => url.protocol === urls[0]?.protocol && url.pathname === urls[0].pathname)) return urls;
  throw new Error(`${name} is "${text}": several nodes have the same scheme and path.`);
}

function originOf(name: string, text: string): URL {
  const url = address(name, text);
  if (url.href === `${url.origin}/`) return url;
  throw new Error(`${name} is "${text}": give scheme, host and port alone, such as https://kpi.example.com.`);
}

/** What is named has to be there; what is usual is served where it was built. */
function webFolder(named: string | undefined): string | undefined {
  if (named === 'off') return undefined;
  return named === undefined ? (existsSync(usualWeb) ? usualWeb : undefined) : resolve(named);
}
