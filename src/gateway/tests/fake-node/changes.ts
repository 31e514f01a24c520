import type { ServerResponse } from 'node:http';

interface Stream {
  readonly res: ServerResponse;
  readonly token: string;
  readonly scopes: ReadonlySet<string>;
  readonly alerts: boolean;
}

/** `GET /v1/changes` as docs/contracts/management-api.md has it; the test says what happens. */
export class Changes {
  readonly open = new Set<Stream>();
  /** Streams there ever were. */
  opened = 0;

  serve(res: ServerResponse, query: URLSearchParams, token: string): void {
    const scopes = new Set(query.getAll('scope'));
    if (scopes.size > 20) return void res.writeHead(400).end('{"code":"BAD_INPUT","detail":"more than 20 scopes"}');
    const stream = { res, token, scopes, alerts: query.get('alerts') === '1' };
    this.open.add(stream);
    this.opened += 1;
    res.once('close', () => this.open.delete(stream));
    res.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
  }

  change(scope: string, position: string): void {
    for (const { res, scopes } of this.open) {
      if (scopes.has(scope)) res.write(`event: changed\ndata: ${JSON.stringify({ scope, position })}\n\n`);
    }
  }

  alert(alert: object): void {
    for (const { res, alerts } of this.open) if (alerts) res.write(`event: alert\ndata: ${JSON.stringify(alert)}\n\n`);
  }

  /** As when a credential ends, or the node. */
  end(token?: string): void {
    for (const stream of this.open) if (token === undefined || stream.token === token) stream.res.end();
  }
}
