import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';

const folder = new URL('../../pages/', import.meta.url);
const assets = new Map(
  [
    ['/auth/link.js', 'link.js', 'text/javascript'],
    ['/auth/page.css', 'page.css', 'text/css'],
  ].map(([path, file, type]) => [path, { text: readFileSync(new URL(file ?? '', folder), 'utf8'), type: type ?? '' }]),
);

/** No script or style but the gateway's own files, and no inline ones. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const linkPage = readFileSync(new URL('link.html', folder), 'utf8');
const message = readFileSync(new URL('message.html', folder), 'utf8');

/** A page of one message; title and text are the gateway's own words. */
export function messagePage(title: string, text: string): string {
  return message.replaceAll('{title}', title).replaceAll('{text}', text);
}

export function sendPage(res: ServerResponse, status: number, html: string): void {
  res.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }).end(html);
}

export function sendAsset(res: ServerResponse, path: string): void {
  const asset = assets.get(path);
  if (!asset) throw new Error('There is no such file.');
  res.writeHead(200, { 'content-type': `${asset.type}; charset=utf-8`, 'cache-control': 'no-cache' }).end(asset.text);
}
