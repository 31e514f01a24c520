import type { TypedDocument } from './document';
import { Problem, problemOf, type WireError } from './problems';

export interface Answer<Result> {
  readonly data: Result;
  /** Of parts that are null in `data`. */
  readonly problems: readonly Problem[];
}

const listeners = new Set<() => void>();

/** Told when the gateway says that nobody is signed in. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Runs a document. A query that CareKpi could not answer just then is asked once more; a mutation never is. */
export async function run<Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Answer<Result>> {
  try {
    return await ask(document, variables, signal);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'UNAUTHENTICATED') listeners.forEach((listener) => listener());
    const again = error.code === 'UNAVAILABLE' || (error.code === 'RATE_LIMITED' && (error.retryAfter ?? 1) <= 5);
    if (document.type !== 'query' || !again) throw error;
    await pause((error.retryAfter ?? 0.5) * 1000, signal);
    return ask(document, variables, signal);
  }
}

async function ask<Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  signal: AbortSignal | undefined,
): Promise<Answer<Result>> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ documentId: document.id, operationName: document.name, variables }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem('OFFLINE', '');
  }
  const body = (await response.json().catch(() => ({}))) as { readonly data?: Result | null; readonly errors?: readonly WireError[] };
  const problems = (body.errors ?? []).map(problemOf);
  // Of a list whose one item failed the rest is there; without any data there is nothing to show.
  const whole = problems.find(({ code }) => code === 'UNAUTHENTICATED') ?? (body.data ? null : problems[0]);
  if (whole) throw whole;
  if (!body.data) throw new Problem('UNAVAILABLE', `HTTP ${response.status}`);
  return { data: body.data, problems };
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
