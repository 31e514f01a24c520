import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { isCode, unavailable, type Code } from '../node/problems.js';
import type { Trace } from './graphql.js';

const statuses: Partial<Readonly<Record<Code, number>>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, RATE_LIMITED: 429 };

/** A GraphQL answer to a request that is not even parsed. */
export function refuse(req: IncomingMessage, res: ServerResponse, reason: unknown, trace: Trace): void {
  const { message, extensions } = reason instanceof GraphQLError ? reason : unavailable();
  const code = isCode(extensions['code']) ? extensions['code'] : 'UNAVAILABLE';
  trace.codes = [code];
  for (const [name, value] of Object.entries(trace.node?.rate.headers ?? {})) res.setHeader(name, value);
  const type = req.headers.accept?.includes('application/graphql-response+json') ? 'application/graphql-response+json' : 'application/json';
  // What is still on its way in would hold the connection.
  req.resume();
  res
    .writeHead(statuses[code] ?? 503, { 'content-type': `${type}; charset=utf-8` })
    .end(JSON.stringify({ errors: [{ message, extensions }] }));
}
