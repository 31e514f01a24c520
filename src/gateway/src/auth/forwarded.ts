import type { IncomingMessage } from 'node:http';

/** For the node, which knows the proxies it believes: what came with the request, then who it came from. */
export function forwardedFor(req: IncomingMessage): string | null {
  const before = req.headers['x-forwarded-for'];
  const chain = [...(before === undefined ? [] : [before]), req.socket.remoteAddress ?? ''].flat().filter((part) => part !== '');
  return chain.length > 0 ? chain.join(', ') : null;
}
