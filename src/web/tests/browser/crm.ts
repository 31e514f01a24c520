import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Minted {
  readonly token: string;
  readonly expiresAt: string;
}

/** A partner's application on an origin of its own, as strict as pages are: it mints tokens for who is signed in there, and embeds widgets. */
export class Crm {
  /** Path by path, what is in its pages. */
  readonly pages = new Map<string, string>();
  readonly scripts = new Map<string, string>();
  /** How it mints a token. */
  mint: (origin: string) => Promise<Minted> = () => Promise.reject(new Error('not told how'));
  minted = 0;
  failing = false;
  readonly #server: Server = createServer((req, res) => void this.#serve(req, res));

  constructor(private readonly gateway: () => string) {}

  get origin(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** The lines of docs/widgets.md, and nothing beside them. */
  get policy(): string {
    return [
      "default-src 'none'",
      `script-src 'self' ${this.gateway()}`,
      `connect-src 'self' ${this.gateway()}`,
      `frame-src ${this.gateway()}`,
      "style-src 'self'",
      "img-src 'self'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; ');
  }

  async #serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { pathname } = new URL(req.url ?? '/', this.origin);
    const page = this.pages.get(pathname);
    const script = this.scripts.get(pathname);
    if (page !== undefined) {
      res.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': this.policy,
        'set-cookie': 'crm=ann; HttpOnly',
      });
      res.end(page);
    } else if (script !== undefined) res.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    else if (pathname === '/crm.css') res.writeHead(200, { 'content-type': 'text/css' }).end(sheet);
    else if (pathname === '/token') await this.#token(req, res);
    else if (pathname === '/favicon.ico') res.writeHead(204).end();
    else res.writeHead(404).end();
  }

  /** Only for who is signed in. */
  async #token(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (this.failing || !req.headers.cookie?.includes('crm=ann')) return void res.writeHead(503).end();
    const minted = await this.mint(this.origin);
    this.minted += 1;
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(minted));
  }
}

const sheet = `
html { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
body { margin: 0; }
header { padding: 10px 20px; color: #fff; background: #28405a; }
h1 { margin: 0; font-size: 17px; }
main { display: grid; grid-template-columns: minmax(0, 1fr) 340px; gap: 16px; padding: 16px 20px; max-width: 1180px; }
main > section { min-width: 0; display: grid; gap: 16px; align-content: start; }
h2 { margin: 0; font-size: 15px; }
iframe { border: 0; width: 100%; height: 260px; }
@media (max-width: 700px) { main { grid-template-columns: minmax(0, 1fr); padding: 12px; } }
`;
