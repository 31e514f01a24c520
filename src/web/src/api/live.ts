import { createClient, type Client } from 'graphql-ws';
import type { TypedDocument } from './document';
import { problemOf, type WireError } from './problems';

export type LiveState = 'connecting' | 'live' | 'interrupted';

let state: LiveState = 'connecting';
const watchers = new Set<() => void>();
let client: Client | null = null;

function tell(next: LiveState): void {
  if (state === next) return;
  state = next;
  watchers.forEach((watcher) => watcher());
}

export const live = {
  state: (): LiveState => state,
  watch(watcher: () => void): () => void {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  },
};

/** One WebSocket for all subscriptions of this page; it is opened again, less and less often, for as long as somebody wants to be told. */
function connection(): Client {
  client ??= createClient({
    url: new URL('/graphql', location.href).href.replace(/^http/, 'ws'),
    retryAttempts: Infinity,
    // 4403: nobody is signed in any more. The next query says so too.
    shouldRetry: (error) => !(error instanceof CloseEvent && error.code === 4403),
    retryWait: (retries) => wait(Math.min(500 * 2 ** retries, 15_000) * (0.5 + Math.random())),
    keepAlive: 20_000,
    on: {
      connected: () => tell('live'),
      closed: () => tell('interrupted'),
    },
  });
  return client;
}

/** Tells each item until it is stopped. A subscription that the server ends is asked for again. */
export function subscribe<Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  onItem: (item: Result) => void,
): () => void {
  let stop: (() => void) | null = null;
  let stopped = false;
  const again = (): void => {
    if (stopped) return;
    tell('interrupted');
    void wait(5_000).then(begin);
  };
  const begin = (): void => {
    if (stopped) return;
    // The protocol wants a text; the gateway goes by the id.
    const payload = { query: '', documentId: document.id, operationName: document.name, variables: variables as Record<string, unknown> };
    stop = connection().subscribe<Result>(payload, {
      next: ({ data, errors }) => {
        const [error] = (errors as readonly WireError[] | undefined) ?? [];
        if (error && problemOf(error).code === 'UNAUTHENTICATED') return;
        if (data) onItem(data);
      },
      error: again,
      complete: again,
    });
  };
  begin();
  return () => {
    stopped = true;
    stop?.();
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
