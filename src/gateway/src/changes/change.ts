import { GraphQLError } from 'graphql';
import { isCode, Refusal, type Code } from '../node/problems.js';
import type { Session } from '../session.js';

/** A problem that a person can mend. */
export interface UserProblem {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code: string;
  readonly position: number | null;
  readonly length: number | null;
}

export interface Errors {
  readonly errors: readonly UserProblem[];
}

/** The rest is for whoever wrote the client, or for nobody to mend. */
const mendable: ReadonlySet<Code> = new Set<Code>([
  'BAD_INPUT',
  'NOT_FOUND',
  'UNKNOWN_KPI',
  'KPI_NOT_AT_LEVEL',
  'KPI_NOT_BY_DIMENSION',
  'KPI_HAS_NO_DRIVERS',
]);

/**
 * One mutation: the change, made once, and its payload; or `nothing` and what has to be mended. What was read before it is forgotten
 * however it ends, so that its payload and the mutations after it show what is now.
 */
export async function change<P extends object, N extends object>(
  session: Session,
  nothing: N,
  act: () => Promise<P>,
): Promise<(P | N) & Errors> {
  try {
    const { done, errors } = await trying(nothing, act);
    return { ...done, errors };
  } finally {
    session.forget();
  }
}

/** What the caller can mend is told beside `nothing`. */
export async function trying<P extends object, N extends object>(
  nothing: N,
  act: () => Promise<P>,
): Promise<{ readonly done: P | N } & Errors> {
  try {
    return { done: await act(), errors: [] };
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    return { done: nothing, errors: [problem] };
  }
}

function problemOf(error: unknown): UserProblem | null {
  if (!(error instanceof GraphQLError)) return null;
  const { code } = error.extensions;
  const { field, position, length } = error instanceof Refusal ? error.problem : {};
  // More than the caller may give, such as a key with a scope that it has not: less of the field can be asked for.
  const isTooMuch = code === 'FORBIDDEN' && field !== undefined;
  if (!isCode(code) || !(mendable.has(code) || isTooMuch)) return null;
  return { field: pathOf(field), message: error.message, code, position: position ?? null, length: length ?? null };
}

/** `settings.slaPolicies[0].clock` is at input, settings, slaPolicies, 0, clock; an argument of its own begins with $. */
function pathOf(field: string | undefined): readonly string[] | null {
  if (!field) return null;
  const names = field.split(/[.[\]]+/).filter((name) => name !== '');
  return field.startsWith('$') ? names.map((name) => name.replace('$', '')) : ['input', ...names];
}

/** The node's id that a mutation was given, or what to mend. */
export async function idOf(session: Session, kind: Parameters<Session['ids']['openOf']>[0], id: string, field = '$id'): Promise<string> {
  const found = await session.ids.openOf(kind, id);
  if (found !== null) return found;
  throw new Refusal('NOT_FOUND', 'There is no such thing with this id. Give an id that came with an answer.', { field });
}
