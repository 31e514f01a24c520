import type { IncomingMessage, ServerResponse } from 'node:http';

/** Lets go of a request that is not here whole in time. */
export function hurry(req: IncomingMessage, res: ServerResponse, withinMs: number): void {
  const late = setTimeout(() => {
    if (!req.complete) req.destroy();
  }, withinMs);
  res.once('close', () => clearTimeout(late));
}
