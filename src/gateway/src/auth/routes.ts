import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NodeConnection, NodeReply } from '../node/client.js';
import type { Cookies } from './cookies.js';
import { credentialOf, isJson } from './credential.js';
import { forwardedFor } from './forwarded.js';
import { isSameOrigin, ownAddress } from './origin.js';
import { linkPage, messagePage, sendAsset, sendPage } from './pages.js';
import { problem, sendProblem, type Problem } from './problem.js';

/** Where people sign in and out. The browser gets the session as a cookie that no script can read, and never as text. */
export class AuthRoutes {
  constructor(
    private readonly node: NodeConnection,
    private readonly cookies: Cookies,
    private readonly publicUrl: URL,
  ) {}

  async serve(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    switch (`${req.method ?? ''} ${url.pathname}`) {
      case 'GET /auth/login':
        return this.#login(req, res, url.searchParams);
      case 'GET /auth/callback':
        return this.#callback(req, res, url.searchParams);
      // Opening the page spends nothing: those who scan links in mails only read it.
      case 'GET /auth/link':
      case 'HEAD /auth/link':
        return sendPage(res, 200, linkPage);
      case 'GET /auth/link.js':
      case 'GET /auth/page.css':
        return sendAsset(res, url.pathname);
      case 'POST /auth/redeem':
        return this.#redeem(req, res);
      case 'POST /auth/sign-out':
        return this.#signOut(req, res);
      case 'GET /auth/session':
        return this.#session(req, res);
      default:
        return sendProblem(res, problem(404, 'NOT_FOUND', 'There is no such page.'));
    }
  }

  async #login(req: IncomingMessage, res: ServerResponse, query: URLSearchParams): Promise<void> {
    const tenant = query.get('tenant') ?? '';
    if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(tenant)) {
      return sendPage(res, 400, messagePage('Which organisation?', 'The address has to name it: /auth/login?tenant=your-organisation.'));
    }
    const reply = await this.#ask(req, 'POST', '/v1/auth/start', null, { tenant, redirectUri: this.#redirectUri() });
    const started = read(reply, 'authorizeUrl', 'binding', 'expiresAt');
    const issuer = started && URL.canParse(started.authorizeUrl) ? new URL(started.authorizeUrl) : null;
    if (!started || !issuer || !['https:', 'http:'].includes(issuer.protocol)) {
      if (reply?.status === 404) {
        return sendPage(res, 404, messagePage('No sign-in here', 'This organisation has no sign-in of its own. Ask for a sign-in link.'));
      }
      return sendPage(res, 503, messagePage('Not just now', 'Sign-in does not work at the moment. Try again in a moment.'));
    }
    const signIn = { binding: started.binding, to: ownAddress(query.get('to'), this.publicUrl).slice(this.publicUrl.origin.length) };
    redirect(res, issuer.href, [this.cookies.setSignIn(signIn, started.expiresAt)]);
  }

  async #callback(req: IncomingMessage, res: ServerResponse, query: URLSearchParams): Promise<void> {
    const signIn = this.cookies.signIn(req);
    const [state, code] = [query.get('state'), query.get('code')];
    const failed = (status: number, text: string): void => {
      res.setHeader('set-cookie', this.cookies.endSignIn());
      sendPage(res, status, messagePage('You are not signed in', text));
    };
    if (!signIn) return failed(400, 'The sign-in took too long or began in another browser. Begin again.');
    if (!state || !code) return failed(400, 'The sign-in was not completed. Begin again.');
    const body = { state, code, binding: signIn.binding, redirectUri: this.#redirectUri() };
    const reply = await this.#ask(req, 'POST', '/v1/auth/finish', null, body);
    const session = read(reply, 'token', 'expiresAt');
    if (session) {
      const cookies = [this.cookies.setSession(session.token, session.expiresAt), this.cookies.endSignIn()];
      return redirect(res, ownAddress(signIn.to, this.publicUrl), cookies);
    }
    if (reply?.status === 403) return failed(403, 'Your account has no access to CareKpi. Ask who administers it.');
    return isRefused(reply)
      ? failed(400, 'The sign-in was used already or took too long. Begin again.')
      : failed(503, 'Sign-in does not work at the moment. Try again in a moment.');
  }

  async #redeem(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (!this.#isOwnPage(req, res)) return;
    const token = await tokenIn(req);
    if (token === null) return sendProblem(res, problem(400, 'BAD_INPUT', 'Give the token of the link: {"token": "ci_…"}.'));
    const reply = await this.#ask(req, 'POST', '/v1/auth/redeem', null, { token });
    const session = read(reply, 'token', 'expiresAt', 'tenant');
    if (!session) {
      return sendProblem(
        res,
        refused(reply, problem(401, 'UNAUTHENTICATED', 'The link was used already or has expired. Ask for a new one.')),
      );
    }
    res.setHeader('set-cookie', this.cookies.setSession(session.token, session.expiresAt));
    sendJson(res, { tenant: session.tenant, expiresAt: session.expiresAt });
  }

  /** The cookie goes in any case: who signs out wants to leave this browser. */
  async #signOut(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (!this.#isOwnPage(req, res, false)) return;
    const session = this.cookies.session(req);
    res.setHeader('set-cookie', this.cookies.endSession());
    const reply = session === null ? null : await this.#ask(req, 'POST', '/v1/auth/sign-out', `Bearer ${session}`);
    if (session === null || (reply && (reply.status < 300 || reply.status === 401))) return void res.writeHead(204).end();
    const detail = 'This browser is signed out, but the session could not be ended everywhere. It ends by itself when it is not used.';
    sendProblem(res, problem(503, 'UNAVAILABLE', detail));
  }

  async #session(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const credential = credentialOf(req, this.cookies);
    const nobody = problem(401, 'UNAUTHENTICATED', 'Nobody is signed in.');
    if (credential.authorization === null) return sendProblem(res, nobody);
    const reply = await this.#ask(req, 'GET', '/v1/me', credential.authorization);
    const me = read(reply, 'tenant', 'kind');
    if (me) return sendJson(res, me);
    if (reply?.status === 401 && credential.from === 'cookie') res.setHeader('set-cookie', this.cookies.endSession());
    sendProblem(res, refused(reply, nobody));
  }

  #isOwnPage(req: IncomingMessage, res: ServerResponse, json = true): boolean {
    if (isSameOrigin(req, this.publicUrl) && (!json || isJson(req))) return true;
    sendProblem(res, problem(403, 'FORBIDDEN', `Only pages of ${this.publicUrl.origin} may do this${json ? ', with JSON' : ''}.`));
    return false;
  }

  #redirectUri(): string {
    return `${this.publicUrl.origin}/auth/callback`;
  }

  /** null: the node did not answer. Nothing is sent twice: states, codes and links work once. */
  async #ask(
    req: IncomingMessage,
    method: 'GET' | 'POST',
    path: string,
    authorization: string | null,
    body?: object,
  ): Promise<NodeReply | null> {
    try {
      const caller = { authorization, forwardedFor: forwardedFor(req) };
      return await this.node.exchange(caller, { method, path, body, changes: method === 'POST' }, new AbortController().signal);
    } catch {
      return null;
    }
  }
}

/** A 200 with these texts in it. */
function read<K extends string>(reply: NodeReply | null, ...names: readonly K[]): Readonly<Record<K, string>> | null {
  if (reply?.status !== 200) return null;
  try {
    const body = JSON.parse(reply.text) as Readonly<Record<K, string>> | null;
    return body && names.every((name) => typeof body[name] === 'string') ? body : null;
  } catch {
    return null;
  }
}

function isRefused(reply: NodeReply | null): reply is NodeReply {
  return reply !== null && reply.status >= 400 && reply.status < 500;
}

/** 429 as it is, other refusals as `usual`, and no word of a node that has failed. */
function refused(reply: NodeReply | null, usual: Problem): Problem {
  if (!isRefused(reply)) return problem(503, 'UNAVAILABLE', 'CareKpi cannot answer just now. Try again in a moment.');
  if (reply.status !== 429) return usual;
  const seconds = Number(reply.headers['retry-after']) || 1;
  return { ...problem(429, 'RATE_LIMITED', `Too many requests. Wait ${seconds} s before the next one.`), retryAfter: seconds };
}

async function tokenIn(req: IncomingMessage): Promise<string | null> {
  let text = '';
  for await (const chunk of req as AsyncIterable<Buffer>) {
    text += chunk.toString('latin1');
    if (text.length > 2_000) return null;
  }
  try {
    const body: unknown = JSON.parse(text);
    const token = typeof body === 'object' && body !== null && 'token' in body ? body.token : null;
    return typeof token === 'string' && /^ci_[\w.~-]{1,500}$/.test(token) ? token : null;
  } catch {
    return null;
  }
}

function redirect(res: ServerResponse, location: string, cookies: readonly string[]): void {
  res.writeHead(303, { location, 'set-cookie': [...cookies] }).end();
}

function sendJson(res: ServerResponse, body: object): void {
  res.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
