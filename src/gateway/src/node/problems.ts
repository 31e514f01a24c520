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
  'NO_EVIDENCE',
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

export function isForbidden(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions['code'] === 'FORBIDDEN';
}

export function isNotFound(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions['code'] === 'NOT_FOUND';
}

export function isKpiProblem(problem: NodeProblem): boolean {
  return isCode(problem.code) && kpiCodes.has(problem.code);
}

/** A problem and the place of it, as the node told or in the node's words: a mutation makes a UserError of it. */
export class Refusal extends GraphQLError {
  constructor(
    readonly code: Code,
    message: string,
    readonly problem: NodeProblem,
    extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message, { extensions: { code, ...extra } });
  }
}

/** A field of the caller's input that cannot be taken. */
export function refused(field: string, message: string): Refusal {
  return new Refusal('BAD_INPUT', message, { field });
}

export function failure(code: Code, message: string, extra: Readonly<Record<string, unknown>> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extra } });
}

export function unavailable(): GraphQLError {
  return failure('UNAVAILABLE', 'CareKpi cannot answer just now. Try again in a moment.');
}

/** A change whose answer did not come. */
export function unknownOutcome(): GraphQLError {
  return failure('UNAVAILABLE', 'CareKpi did not answer in time. Whether the change was made is not known: look before you make it again.');
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
  NO_EVIDENCE: 'What stands behind this KPI cannot be listed.',
  TOO_MANY_TO_RANK: 'There are too many to rank. Take a shorter period.',
  POSITION_NOT_REACHED: 'The position given in "after" has not been reached yet. Try again.',
  TOO_COSTLY: 'This asks for too much at once.',
  RATE_LIMITED: 'Too many requests. Wait before the next one.',
  UNAVAILABLE: 'CareKpi cannot answer just now. Try again in a moment.',
};

/** The node's words are meant for the caller, except where it is the node itself that has failed. */
export function fromProblem(problem: NodeProblem, extra: Readonly<Record<string, unknown>> = {}): GraphQLError {
  if (!isCode(problem.code) || problem.code === 'UNAVAILABLE') return unavailable();
  return new Refusal(problem.code, problem.detail || messages[problem.code], problem, extra);
}
