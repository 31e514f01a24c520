/**
 * What one subscriber is to be told, until it asks for the next: at most `bound` items wait. An async generator would not do, since it
 * cannot be ended while it waits.
 */
export class Feed<T> implements AsyncIterableIterator<T> {
  readonly #waiting: T[] = [];
  #reader: ((result: IteratorResult<T>) => void) | null = null;
  #ended = false;
  readonly #ending = new AbortController();

  constructor(private readonly bound: number) {}

  /** Aborted when nobody is told anything any more. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** false: as many wait already. */
  offer(item: T): boolean {
    if (this.#ended) return true;
    if (this.#give({ done: false, value: item })) return true;
    if (this.#waiting.length >= this.bound) return false;
    this.#waiting.push(item);
    return true;
  }

  /** What waits is told still, then `last`, then the end. */
  end(last?: T): void {
    if (this.#ended) return;
    if (last !== undefined && !this.#give({ done: false, value: last })) this.#waiting.push(last);
    this.#ended = true;
    if (this.#waiting.length === 0) this.#give({ done: true, value: undefined });
    this.#ending.abort();
  }

  next(): Promise<IteratorResult<T>> {
    const item = this.#waiting.shift();
    if (item !== undefined) return Promise.resolve({ done: false, value: item });
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => (this.#reader = resolve));
  }

  return(): Promise<IteratorResult<T>> {
    this.#waiting.length = 0;
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #give(result: IteratorResult<T>): boolean {
    const reader = this.#reader;
    this.#reader = null;
    reader?.(result);
    return reader !== null;
  }
}
