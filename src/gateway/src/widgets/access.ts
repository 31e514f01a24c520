import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Credential } from '../auth/credential.js';
import { failure } from '../node/problems.js';
import type { NodeClient } from '../node/client.js';

const exposed = 'RateLimit, RateLimit-Policy, Retry-After';

/**
 * Before a widget asks, its browser asks whether it may, without the token: which origin that is pinned to is not known yet, and the
 * answer to the question itself is given to that origin alone.
 */
export function sendPreflight(req: IncomingMessage, res: ServerResponse): void {
  res
    .writeHead(204, {
      'access-control-allow-origin': req.headers.origin ?? '',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type, carekpi-cost',
      'access-control-max-age': '600',
      vary: 'Origin',
    })
    .end();
}

/**
 * Lets the page at the token's origin read the answer, and refuses every other one. A page of the gateway itself is the frame of a widget,
 * which takes tokens from pages of their origin alone (docs/widgets.md); whether the token is good the node says when it is read with.
 */
export async function admitWidget(req: IncomingMessage, res: ServerResponse, node: NodeClient, own: string): Promise<void> {
  const { origin } = req.headers;
  if (origin === own) return;
  const pinned = await pinnedOrigin(node).catch((error: unknown) => {
    // So that the widget reads why, and fetches a new token. It says nothing but that the token is not good.
    if (origin !== undefined && origin === claimedOrigin(node.authorization)) allow(res, origin);
    throw error;
  });
  if (origin !== pinned) {
    throw failure('FORBIDDEN', 'The token was made for another origin. Make one for the origin of the page that shows the widget.');
  }
  allow(res, pinned);
}

/** The origin that a token of a widget is pinned to, as the node knows it. */
export async function pinnedOrigin(node: NodeClient): Promise<string> {
  const origin = node.rememberedOrigin() ?? (await node.me()).widget?.origin;
  if (origin !== undefined) return origin;
  throw failure('UNAUTHENTICATED', 'This is no token of a widget.');
}

function allow(res: ServerResponse, origin: string): void {
  res.setHeader('access-control-allow-origin', origin);
  res.setHeader('access-control-expose-headers', exposed);
}

/** Of a token that says of itself that it is a widget's. Whether it is a good one the node decides. */
export function isWidgetToken(authorization: string): boolean {
  return partOf(authorization, 0)?.['typ'] === 'carekpi-widget+jwt';
}

function claimedOrigin(authorization: Credential['authorization']): unknown {
  return authorization === null ? null : partOf(authorization, 1)?.['origin'];
}

function partOf(authorization: string, index: 0 | 1): Readonly<Record<string, unknown>> | null {
  const part = authorization.trim().split(/\s+/).at(-1)?.split('.')[index];
  if (!part) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
