import type { IncomingMessage } from 'node:http';

/** A page of the own origin sent this: a browser tells by headers that pages cannot set. */
export function isSameOrigin(req: IncomingMessage, publicUrl: URL): boolean {
  return req.headers.origin === publicUrl.origin || req.headers['sec-fetch-site'] === 'same-origin';
}

/**
 * Where to go after sign-in: a path of the own origin, as a whole address, because a path can be made to look like another host
 * (`//host`, `/\host`, `/.//host`). Everything else leads to the start page.
 */
export function ownAddress(to: string | null, publicUrl: URL): string {
  const start = publicUrl.href;
  if (to === null || !to.startsWith('/') || to.length > 1_000 || !URL.canParse(to, start)) return start;
  const url = new URL(to, start);
  return url.origin === publicUrl.origin && !url.pathname.startsWith('//') ? url.href : start;
}
