import type { GraphQLError } from 'graphql';
import type { Caller, NodeReply } from './client.js';
import { failure, fromProblem } from './problems.js';
import type { NodeProblem } from './protocol.js';

export function headersOf({ authorization, forwardedFor }: Caller): Record<string, string> {
  return { ...(authorization && { authorization }), ...(forwardedFor && { 'x-forwarded-for': forwardedFor }) };
}

/** What a refusal means for the caller; null: the node itself has failed. */
export function refusalOf(status: number, headers: NodeReply['headers'], text: string): GraphQLError | null {
  const problem = problemOf(text);
  const { code } = problem;
  switch (status) {
    case 401:
      return fromProblem({ code: 'UNAUTHENTICATED' });
    case 403:
      return fromProblem(code === 'FORBIDDEN' ? problem : { code: 'FORBIDDEN' });
    case 429: {
      const seconds = retryAfter(headers['retry-after']);
      return failure('RATE_LIMITED', `Too many requests. Wait ${seconds} s before the next one.`, { retryAfter: seconds });
    }
    case 400:
    case 404:
    case 409:
    case 413:
    case 415:
    case 422:
      return fromProblem({ ...problem, code: code ?? (status === 413 ? 'TOO_COSTLY' : 'BAD_INPUT') });
    default:
      return null;
  }
}

function problemOf(text: string): NodeProblem {
  try {
    const problem: unknown = JSON.parse(text);
    return typeof problem === 'object' && problem !== null ? problem : {};
  } catch {
    return {};
  }
}

function retryAfter(header: string | string[] | undefined): number {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 1;
}
