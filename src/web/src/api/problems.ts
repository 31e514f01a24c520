/** Codes of the gateway (docs/graphql.md), and OFFLINE: it did not answer. */
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
  'OFFLINE',
] as const;
export type Code = (typeof codes)[number];

/** What went wrong with all of an answer, or with the part at `path`. */
export class Problem extends Error {
  constructor(
    readonly code: Code,
    /** In English, of the gateway: shown beside the words of the code. */
    readonly detail: string,
    readonly path: readonly (string | number)[] = [],
    readonly retryAfter: number | null = null,
    readonly kpi: string | null = null,
  ) {
    super(`${code}: ${detail}`);
  }
}

export interface WireError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export function problemOf({ message, path, extensions }: WireError): Problem {
  const { code, retryAfter, kpi } = extensions ?? {};
  return new Problem(
    codes.find((known) => known === code) ?? 'UNAVAILABLE',
    message,
    path ?? [],
    typeof retryAfter === 'number' ? retryAfter : null,
    typeof kpi === 'string' ? kpi : null,
  );
}

/** The first problem of what stands at this path or in it. */
export function problemAt(problems: readonly Problem[], ...path: readonly (string | number)[]): Problem | null {
  return problems.find((problem) => path.every((part, at) => problem.path[at] === part)) ?? null;
}
