import type { ServerResponse } from 'node:http';

/** What every answer says. The referrer stays within the own origin, where it also keeps `Origin` on posts. */
const everywhere: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Set first; who answers may overwrite them. */
export function setHeaders(res: ServerResponse, publicUrl: URL): void {
  for (const [name, value] of Object.entries(everywhere)) res.setHeader(name, value);
  if (publicUrl.protocol === 'https:') res.setHeader('strict-transport-security', 'max-age=31536000');
}
