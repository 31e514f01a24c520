import type { IncomingMessage } from 'node:http';
import { isWidgetToken } from '../widgets/access.js';
import type { Cookies } from './cookies.js';
import { isSameOrigin } from './origin.js';

/** Who calls: by a header that was sent on purpose, or by the cookie that a browser sends by itself. */
export interface Credential {
  readonly authorization: string | null;
  readonly from: 'header' | 'cookie' | 'nowhere';
  /** A widget token: it has rights of its own, and fewer. */
  readonly widget: boolean;
}

export function credentialOf(req: IncomingMessage, cookies: Cookies): Credential {
  const { authorization } = req.headers;
  if (authorization) return inHeader(authorization);
  const session = cookies.session(req);
  if (session === null) return { authorization: null, from: 'nowhere', widget: false };
  return { authorization: `Bearer ${session}`, from: 'cookie', widget: false };
}

export function inHeader(authorization: string): Credential {
  return { authorization, from: 'header', widget: isWidgetToken(authorization) };
}

/** Why a request with the cookie is not taken: it could have been sent by a page of another site. null: it is taken. */
export function whyForged(req: IncomingMessage, publicUrl: URL): string | null {
  if (req.method !== 'POST') return 'With the session cookie, only POST is taken.';
  if (!isJson(req)) return 'With the session cookie, only the Content-Type application/json is taken.';
  if (!isSameOrigin(req, publicUrl)) return `With the session cookie, only requests of pages of ${publicUrl.origin} are taken.`;
  return null;
}

export function isJson(req: IncomingMessage): boolean {
  return (req.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
}
