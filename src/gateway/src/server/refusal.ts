import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Code } from '../node/problems.js';
import type { Trace } from './graphql.js';

/** A GraphQL answer to a request that is not even parsed. */
export function sendRefusal(req: IncomingMessage, res: ServerResponse, status: number, code: Code, message: string, trace: Trace): void {
  trace.codes = [code];
  const type = req.headers.accept?.includes('application/graphql-response+json') ? 'application/graphql-response+json' : 'application/json';
  // What is still on its way in would hold the connection.
  req.resume();
  res.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
}
