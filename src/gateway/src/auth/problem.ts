import type { ServerResponse } from 'node:http';
import type { Code } from '../node/problems.js';

/** A refusal outside of GraphQL, as RFC 9457 has it. */
export interface Problem {
  readonly status: number;
  readonly code: Code;
  readonly detail: string;
  readonly retryAfter?: number;
}

export function problem(status: number, code: Code, detail: string): Problem {
  return { status, code, detail };
}

export function sendProblem(res: ServerResponse, { retryAfter, ...body }: Problem): void {
  if (retryAfter !== undefined) res.setHeader('retry-after', retryAfter);
  res.writeHead(body.status, { 'content-type': 'application/problem+json; charset=utf-8' }).end(JSON.stringify(body));
}
