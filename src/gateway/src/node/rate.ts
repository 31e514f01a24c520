import type { NodeReply } from './client.js';

/** What the node said of its limits while an operation was answered: of several calls the one with least left. */
export class Rate {
  #headers: Readonly<Record<string, string>> = {};
  #left = Infinity;
  #retryAfter = 0;

  note(headers: NodeReply['headers']): void {
    const rate = headers['ratelimit'];
    const policy = headers['ratelimit-policy'];
    if (typeof rate === 'string') {
      const left = Number(/\br=(\d+)/.exec(rate)?.[1] ?? Infinity);
      if (left <= this.#left) {
        this.#left = left;
        this.#headers = { ratelimit: rate, ...(typeof policy === 'string' && { 'ratelimit-policy': policy }) };
      }
    }
    this.#retryAfter = Math.max(this.#retryAfter, Number(headers['retry-after']) || 0);
  }

  get headers(): Readonly<Record<string, string>> {
    return { ...this.#headers, ...(this.#retryAfter > 0 && { 'retry-after': String(Math.ceil(this.#retryAfter)) }) };
  }
}
