import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NodeCaller } from '../../src/node/protocol.js';

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly bytes: number;
  readonly text: string;
}

/** `POST /v1/imports` as the node has it: it may refuse a file before it is there. */
export class Imports {
  readonly received: Received[] = [];
  /** Broken off on the way. */
  broken = 0;
  /** Files that are coming in. */
  underWay = 0;

  async serve(req: IncomingMessage, res: ServerResponse, me: NodeCaller, query: URLSearchParams): Promise<void> {
    const refuse = (status: number, body: object): void => void res.writeHead(status).end(JSON.stringify(body));
    if (!me.scopes.includes('ingest')) return refuse(403, { code: 'FORBIDDEN', detail: 'the credential has no scope ingest' });
    if (query.get('mapping') !== 'call-center') {
      return refuse(400, { code: 'BAD_INPUT', detail: 'There is no such mapping; there are: call-center.', field: 'mapping' });
    }
    this.underWay += 1;
    let [bytes, text] = [0, ''];
    try {
      for await (const chunk of req as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (text.length < 1_000) text += chunk.toString('utf8').slice(0, 1_000);
      }
    } catch {
      this.broken += 1;
      return;
    } finally {
      this.underWay -= 1;
    }
    this.received.push({ headers: req.headers, bytes, text });
    const job = { id: 'import-1', kind: 'import', state: 'running', done: 0, total: bytes, eventsPerSecond: 0, error: null };
    res.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify(job));
  }
}
