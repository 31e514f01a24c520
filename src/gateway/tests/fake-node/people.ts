import type { NodeCaller, NodeWidget } from '../../src/node/protocol.js';

interface Said {
  readonly status: number;
  readonly body: unknown;
}

const expiresAt = new Date(Date.now() + 7 * 24 * 3600_000).toISOString();
const refused: Said = { status: 401, body: { code: 'UNAUTHENTICATED', detail: 'unknown' } };

/** Sign-in as docs/contracts/management-api.md has it: states, codes and links work once. */
export class People {
  /** Sessions and the key whose tenant they see. */
  readonly sessions = new Map<string, string>();
  readonly links = new Map<string, string>([['ci_link-of-ann', 'ck_demo']]);
  readonly widgets = new Map<string, NodeWidget>();
  /** The origins of widgets, for their frames. */
  readonly framed = new Map<string, readonly string[]>();
  #started = new Map<string, { readonly binding: string; readonly redirectUri: string }>();
  #made = 0;

  serve(call: string, body: object, token: string): Said | null {
    const given = body as Readonly<Record<string, string | undefined>>;
    switch (call) {
      case 'POST /v1/auth/start': {
        if (given['tenant'] !== 'demo') return { status: 404, body: { code: 'NOT_FOUND', detail: 'no issuer' } };
        const state = `state${this.#made++}`;
        const binding = `binding-of-${state}`;
        this.#started.set(state, { binding, redirectUri: given['redirectUri'] ?? '' });
        return {
          status: 200,
          body: { authorizeUrl: `https://login.example.com/authorize?state=${state}`, binding, expiresAt: new Date(Date.now() + 300_000) },
        };
      }
      case 'POST /v1/auth/finish': {
        const started = this.#started.get(given['state'] ?? '');
        this.#started.delete(given['state'] ?? '');
        if (started?.binding !== given['binding'] || started?.redirectUri !== given['redirectUri'] || given['code'] !== 'good')
          return refused;
        return this.#session('ck_demo');
      }
      case 'POST /v1/auth/redeem': {
        const key = this.links.get(given['token'] ?? '');
        this.links.delete(given['token'] ?? '');
        return key === undefined ? refused : this.#session(key);
      }
      case 'POST /v1/auth/sign-out':
        return this.sessions.delete(token) ? { status: 204, body: null } : refused;
      default:
        return null;
    }
  }

  /** The key whose tenant a session or a widget token sees. */
  keyOf(token: string): string {
    return this.sessions.get(token) ?? (this.widgets.has(token) ? 'ck_demo' : '');
  }

  /** A widget token, known until it is taken out of `widgets`. */
  mint(origin: string): string {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'ES256', typ: 'carekpi-widget+jwt' })}.${part({ origin })}.signature${this.#made++}`;
    this.widgets.set(token, { level: 'customer', key: 'c-1', kpis: null, origin });
    return token;
  }

  who(token: string, tenant: string): NodeCaller {
    const person = token.startsWith('cs_');
    const widget = this.widgets.get(token) ?? null;
    return {
      tenant,
      kind: widget ? 'widget' : person ? 'person' : 'key',
      id: person ? 'u-1' : 'k-1',
      name: person ? 'Ann' : 'a key',
      scopes: ['read'],
      role: person ? 'lead' : null,
      teams: person ? ['billing'] : null,
      agent: null,
      email: person ? 'ann@example.com' : null,
      expiresAt: person ? expiresAt : null,
      widget,
    };
  }

  #session(key: string): Said {
    const token = `cs_session-${this.#made++}`;
    this.sessions.set(token, key);
    return { status: 200, body: { token, expiresAt, tenant: 'demo' } };
  }
}
