import { WidgetLive, type WidgetLiveSubscription } from '../generated/WidgetLive';
import { asProblem, problemOfWire, WidgetProblem, type WireError } from './problem';
import type { Session } from './session';

/** The gateway speaks every few seconds on a stream that has nothing to tell. */
const silenceMs = 45_000;
const longestPauseMs = 60_000;

/** One stream for all elements that show a scope: browsers open few connections to a host. */
export class LiveScope {
  /** Changes are told. */
  open = false;
  readonly #watchers = new Set<() => void>();
  #gone: AbortController | null = null;
  /** What was told last: a stream begins with where things stand, since they may have changed while there was none. */
  #asOf: string | null = null;

  constructor(
    private readonly session: Session,
    private readonly id: string,
  ) {}

  add(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    if (!this.#gone) {
      this.#gone = new AbortController();
      void this.#follow(this.#gone.signal);
    }
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size > 0) return;
      this.#gone?.abort();
      this.#gone = null;
    };
  }

  async #follow(gone: AbortSignal): Promise<void> {
    let failures = 0;
    while (!gone.aborted) {
      const since = Date.now();
      try {
        await this.#read(gone);
      } catch (error) {
        const { code } = asProblem(error);
        // Then those who watch ask now and then, as they do anyway.
        if (code === 'FORBIDDEN' || code === 'NOT_FOUND' || code === 'BAD_INPUT' || code === 'ORIGIN') break;
      }
      this.open = false;
      failures = Date.now() - since > 10_000 ? 0 : failures + 1;
      await pause(Math.min(1_000 * 2 ** failures, longestPauseMs) * (0.75 + Math.random() / 2), gone);
    }
    this.open = false;
  }

  /** Until it ends. */
  async #read(gone: AbortSignal): Promise<void> {
    const token = await this.session.tokens.get();
    const silent = new AbortController();
    const ended = (): void => silent.abort();
    gone.addEventListener('abort', ended);
    let timer = setTimeout(ended, silenceMs);
    try {
      const variables = { scope: this.id, period: { preset: 'TODAY' } };
      const body = { documentId: WidgetLive.id, operationName: WidgetLive.name, variables };
      const response = await this.session.request(body, token, 'text/event-stream', silent.signal);
      if (!response.ok || !response.body) throw problemOfAnswer(await response.json().catch(() => ({})));
      let rest = '';
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(timer);
        timer = setTimeout(ended, silenceMs);
        const messages = (rest + value).split(/\r?\n\r?\n/);
        rest = messages.pop() ?? '';
        for (const message of messages) {
          if (!message.includes('event: next')) continue;
          const data = message.split(/\r?\n/).find((line) => line.startsWith('data:'));
          const answer = JSON.parse(data?.slice(5) ?? '{}') as Answer;
          if (answer.errors?.[0]) throw problemOfAnswer(answer);
          this.open = true;
          const asOf = answer.data?.scorecardChanged?.asOf ?? null;
          if (asOf !== null && asOf === this.#asOf) continue;
          this.#asOf = asOf;
          this.#watchers.forEach((watcher) => watcher());
        }
      }
    } catch (error) {
      if (asProblem(error).code === 'EXPIRED') this.session.tokens.refused(token);
      throw error;
    } finally {
      clearTimeout(timer);
      gone.removeEventListener('abort', ended);
    }
  }
}

interface Answer {
  readonly data?: Partial<WidgetLiveSubscription> | null;
  readonly errors?: readonly WireError[];
}

function problemOfAnswer(answer: unknown): WidgetProblem {
  const [error] = (answer as Answer).errors ?? [];
  return error ? problemOfWire(error) : new WidgetProblem('UNAVAILABLE', 'The stream was not opened.');
}

function pause(ms: number, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    gone.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
