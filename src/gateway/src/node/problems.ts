import { GraphQLError } from 'graphql';
import type { NodeProblem } from './protocol.js';

/** The codes of docs/contracts/http.md. Nothing else leaves the gateway as `extensions.code`. */
export const codes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_INPUT',
  'UNKNOWN_KPI',
  'KPI_NOT_AT_LEVEL',
  'KPI_NOT_BY_DIMENSION',
  'KPI_HAS_NO_DRIVERS',
  'TOO_MANY_TO_RANK',
  'POSITION_NOT_REACHED',
  'TOO_COSTLY',
  'RATE_LIMITED',
  'UNAVAILABLE',
] as const;
export type Code = (typeof codes)[number];

/** Problems of one KPI: the other KPIs of the same request can still be answered. */
const kpiCodes: ReadonlySet<Code> = new Set<Code>(['UNKNOWN_KPI', 'KPI_NOT_AT_LEVEL', 'KPI_NOT_BY_DIMENSION', 'KPI_HAS_NO_DRIVERS']);

const known: ReadonlySet<string> = new Set(codes);

export function isCode(code: unknown): code is Code {
  return typeof code === 'string' && known.has(code);
}

export function isKpiProblem(problem: NodeProblem): boolean {
  return isCode(problem.code) && kpiCodes.has(problem.code);
}

export function failure(code: Code, message: string, extra: Readonly<Record<string, unknown>> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extra } });
}

export function unavailable(): GraphQLError {
  return failure('UNAVAILABLE', 'CareKpi cannot answer just now. Try again in a moment.');
}

const messages: Readonly<Record<Code, string>> = {
  UNAUTHENTICATED: 'The credential is not known, has expired or was revoked. Send a valid one in the header "Authorization: Bearer …".',
  FORBIDDEN: 'The credential does not allow this.',
  NOT_FOUND: 'There is no such thing.',
  BAD_INPUT: 'The input cannot be read.',
  UNKNOWN_KPI: 'There is no such KPI.',
  KPI_NOT_AT_LEVEL: 'The KPI does not exist at this level.',
  KPI_NOT_BY_DIMENSION: 'The KPI does not have this dimension.',
  KPI_HAS_NO_DRIVERS: 'The KPI has no drivers.',
  TOO_MANY_TO_RANK: 'There are too many to rank. Take a shorter period.',
  POSITION_NOT_REACHED: 'The position given in "after" has not been reached yet. Try again.',
  TOO_COSTLY: 'This asks for too much at once.',
  RATE_LIMITED: 'Too many requests. Wait before the next one.',
  UNAVAILABLE: 'CareKpi cannot answer just now. Try again in a moment.',
};

/** The node's words are meant for the caller, except where it is the node itself that has failed. */
export function fromProblem(problem: NodeProblem, extra: Readonly<Record<string, unknown>> = {}): GraphQLError {
  if (!isCode(problem.code) || problem.code === 'UNAVAILABLE') return unavailable();
  return failure(problem.code, problem.detail || messages[problem.code], extra);
}
