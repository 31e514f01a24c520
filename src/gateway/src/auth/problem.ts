import type { ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { isCode, Refusal, unavailable, type Code } from '../node/problems.js';

/** A refusal outside of GraphQL, as RFC 9457 has it. */
export interface Problem {
  readonly status: number;
  readonly code: Code;
  readonly detail: string;
  /** What of the request it is about. */
  readonly field?: string;
  readonly retryAfter?: number;
}

const statuses: Partial<Readonly<Record<Code, number>>> = {
  BAD_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  TOO_COSTLY: 413,
  RATE_LIMITED: 429,
};

/** What went wrong with a call of the node, as an answer of its own. */
export function problemOf(reason: unknown): Problem {
  const { message, extensions } = reason instanceof GraphQLError ? reason : unavailable();
  const code = isCode(extensions['code']) ? extensions['code'] : 'UNAVAILABLE';
  const field = reason instanceof Refusal ? reason.problem.field : undefined;
  const { retryAfter } = extensions;
  return {
    ...problem(statuses[code] ?? 503, code, message),
    ...(field !== undefined && { field }),
    ...(typeof retryAfter === 'number' && { retryAfter }),
  };
}

export function problem(status: number, code: Code, detail: string): Problem {
  return { status, code, detail };
}

export function sendProblem(res: ServerResponse, { retryAfter, ...body }: Problem): void {
  if (retryAfter !== undefined) res.setHeader('retry-after', retryAfter);
  res.writeHead(body.status, { 'content-type': 'application/problem+json; charset=utf-8' }).end(JSON.stringify(body));
}
