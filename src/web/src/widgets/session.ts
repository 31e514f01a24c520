import type { TypedDocument } from '../api/document';
import { LiveScope } from './live';
import { problemOfWire, WidgetProblem, type WireError } from './problem';
import { claimsOf, Tokens, tokenFrom, type Claims, type Issued } from './token';

/** What elements with the same token share: it, and what tells them that something has changed. */
export class Session {
  readonly tokens: Tokens;
  readonly #live = new Map<string, LiveScope>();

  constructor(
    readonly gateway: string,
    issue: () => Promise<Issued>,
  ) {
    this.tokens = new Tokens(issue);
  }

  /** What the token is for; it is refused on a page that it was not made for before anything is sent. */
  async claims(now: boolean): Promise<Claims> {
    const claims = claimsOf(await this.tokens.get(now));
    if (claims.origin !== location.origin && location.origin !== this.gateway) {
      throw new WidgetProblem('ORIGIN', `The token was made for ${claims.origin}, and this page is of ${location.origin}.`);
    }
    return claims;
  }

  async ask<Result, Variables>(document: TypedDocument<Result, Variables>, variables: Variables, signal: AbortSignal): Promise<Result> {
    const token = await this.tokens.get();
    try {
      return await this.#send(document, variables, token, signal);
    } catch (error) {
      if (!(error instanceof WidgetProblem) || error.code !== 'EXPIRED') throw error;
      this.tokens.refused(token);
      return this.#send(document, variables, await this.tokens.get(), signal);
    }
  }

  /** Tells whenever something of the scope has changed; `id` is the one that an answer gave. */
  watch(id: string, changed: () => void): () => void {
    const live = this.#live.get(id) ?? new LiveScope(this, id);
    this.#live.set(id, live);
    return live.add(changed);
  }

  isLive(id: string): boolean {
    return this.#live.get(id)?.open ?? false;
  }

  async request(body: object, token: string, accept: string, signal: AbortSignal): Promise<Response> {
    try {
      return await fetch(`${this.gateway}/graphql`, {
        method: 'POST',
        credentials: 'omit',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept },
        body: JSON.stringify(body),
        signal,
      });
    } catch (error) {
      if (signal.aborted) throw error;
      throw new WidgetProblem('OFFLINE', `${this.gateway} cannot be reached, or does not let this page read its answers.`);
    }
  }

  async #send<Result, Variables>(
    { id, name }: TypedDocument<Result, Variables>,
    variables: Variables,
    token: string,
    signal: AbortSignal,
  ): Promise<Result> {
    const response = await this.request({ documentId: id, operationName: name, variables }, token, 'application/json', signal);
    const { data, errors } = (await response.json().catch(() => ({}))) as {
      readonly data?: Result | null;
      readonly errors?: readonly WireError[];
    };
    const [error] = errors ?? [];
    if (error) throw problemOfWire(error);
    if (!data) throw new WidgetProblem('UNAVAILABLE', `${this.gateway} answered ${response.status}.`);
    return data;
  }
}

const byUrl = new Map<string, Session>();
const byFunction = new WeakMap<() => Promise<Issued>, Session>();

/** One for each address of tokens, so that ten widgets on a page ask for one token. */
export function sessionOfUrl(gateway: string, url: string): Session {
  const key = `${gateway} ${new URL(url, document.baseURI).href}`;
  const session = byUrl.get(key) ?? new Session(gateway, tokenFrom(url));
  byUrl.set(key, session);
  return session;
}

export function sessionOfFunction(gateway: string, issue: () => Promise<Issued>): Session {
  const known = byFunction.get(issue);
  if (known?.gateway === gateway) return known;
  const session = new Session(gateway, issue);
  byFunction.set(issue, session);
  return session;
}
