import type { IncomingMessage } from 'node:http';

const longestSession = 7 * 24 * 3600;
const longestSignIn = 600;
const sessionToken = /^cs_[\w.~-]{1,500}$/;

/** What waits in the browser while a person is at the issuer. */
export interface SignIn {
  readonly binding: string;
  readonly to: string;
}

/** The two cookies. On https their names begin with `__Host-`, so that no other host or path can set them. */
export class Cookies {
  readonly #session: string;
  readonly #signIn: string;
  readonly #attributes: string;

  constructor(publicUrl: URL) {
    const secure = publicUrl.protocol === 'https:';
    this.#session = secure ? '__Host-carekpi' : 'carekpi';
    this.#signIn = `${this.#session}-sign-in`;
    this.#attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  }

  session(req: IncomingMessage): string | null {
    const value = read(req, this.#session);
    return value !== null && sessionToken.test(value) ? value : null;
  }

  setSession(token: string, expiresAt: string): string {
    if (!sessionToken.test(token)) throw new Error('The node gave what is no session token.');
    return this.#set(this.#session, token, Math.min(secondsUntil(expiresAt), longestSession));
  }

  endSession(): string {
    return this.#set(this.#session, '', 0);
  }

  signIn(req: IncomingMessage): SignIn | null {
    try {
      const value: unknown = JSON.parse(Buffer.from(read(req, this.#signIn) ?? '', 'base64url').toString('utf8'));
      if (typeof value !== 'object' || value === null || !('binding' in value) || !('to' in value)) return null;
      return typeof value.binding === 'string' && typeof value.to === 'string' ? { binding: value.binding, to: value.to } : null;
    } catch {
      return null;
    }
  }

  setSignIn(signIn: SignIn, expiresAt: string): string {
    const value = Buffer.from(JSON.stringify(signIn)).toString('base64url');
    return this.#set(this.#signIn, value, Math.min(secondsUntil(expiresAt), longestSignIn));
  }

  endSignIn(): string {
    return this.#set(this.#signIn, '', 0);
  }

  #set(name: string, value: string, maxAge: number): string {
    return `${name}=${value}; Max-Age=${maxAge}; ${this.#attributes}`;
  }
}

function read(req: IncomingMessage, name: string): string | null {
  for (const pair of (req.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

function secondsUntil(instant: string): number {
  const seconds = Math.floor((Date.parse(instant) - Date.now()) / 1000);
  return seconds > 0 ? seconds : 0;
}
