import type { WidgetTexts } from './texts';

export type WidgetCode = keyof WidgetTexts['problems'];

/** Why there is nothing to show. `message` is for who builds the page; people read the words of the code. */
export class WidgetProblem extends Error {
  constructor(
    readonly code: WidgetCode,
    message: string,
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}

const known: ReadonlySet<unknown> = new Set<WidgetCode>([
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_INPUT',
  'UNKNOWN_KPI',
  'KPI_NOT_AT_LEVEL',
  'RATE_LIMITED',
]);
const lasting: ReadonlySet<WidgetCode> = new Set<WidgetCode>([
  'NO_TOKEN',
  'ORIGIN',
  'FORBIDDEN',
  'BAD_INPUT',
  'UNKNOWN_KPI',
  'KPI_NOT_AT_LEVEL',
]);

/** Asking again does not help: the page has to be changed, or the token. */
export function isLasting({ code }: WidgetProblem): boolean {
  return lasting.has(code);
}

export interface WireError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export function problemOfWire({ message, extensions }: WireError): WidgetProblem {
  const { code, retryAfter } = extensions ?? {};
  if (code === 'UNAUTHENTICATED') return new WidgetProblem('EXPIRED', message);
  return new WidgetProblem(
    known.has(code) ? (code as WidgetCode) : 'UNAVAILABLE',
    message,
    typeof retryAfter === 'number' ? retryAfter * 1000 : null,
  );
}

export function asProblem(error: unknown): WidgetProblem {
  return error instanceof WidgetProblem ? error : new WidgetProblem('UNAVAILABLE', error instanceof Error ? error.message : String(error));
}
