import { setTimeout as wait } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import type { NodeClient } from '../node/client.js';
import { failure, unavailable } from '../node/problems.js';
import { Feed } from './feed.js';
import { messagesOf, type Message } from './sse.js';

/** Told one at a time; an error is told as the last one. */
export type Told<T> = T | GraphQLError;

export interface Watch<T> {
  /** What to ask of `GET /v1/changes`. */
  readonly query: URLSearchParams;
  readonly bound: number;
  /** What a message says to the subscriber. */
  onMessage(message: Message, feed: Feed<Told<T>>): void;
  /** The node is heard, for the first time or again: what was said meanwhile is not known. */
  onOpen(feed: Feed<Told<T>>): void;
}

/** A stream that lasted so long was a good one. */
const goodMs = 5_000;
const longestPauseMs = 10_000;
const final: ReadonlySet<unknown> = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_INPUT']);

/** The subscriptions of this gateway. Each has a stream of the node of its own, opened with the subscriber's credential, and ends with it. */
export class Live {
  readonly #open = new Set<{ end(): void }>();
  #closing = false;

  constructor(
    private readonly most: number,
    private readonly pauseMs = 250,
  ) {}

  /** Waits until the node is heard. What it refuses fails the subscription. */
  async watch<T>(node: NodeClient, cancel: AbortSignal, watch: Watch<T>): Promise<Feed<Told<T>>> {
    if (this.#closing) throw unavailable();
    if (this.#open.size >= this.most) {
      throw failure('RATE_LIMITED', 'There are too many subscriptions. Try again in a moment.', { retryAfter: 5 });
    }
    const feed = new Feed<Told<T>>(watch.bound);
    this.#open.add(feed);
    feed.signal.addEventListener('abort', () => this.#open.delete(feed), { once: true });
    const stop = (): void => void feed.return();
    cancel.addEventListener('abort', stop, { once: true });
    feed.signal.addEventListener('abort', () => cancel.removeEventListener('abort', stop), { once: true });
    if (cancel.aborted) stop();
    try {
      const body = await node.changes(watch.query, feed.signal);
      watch.onOpen(feed);
      void this.#follow(node, body, watch, feed);
      return feed;
    } catch (error) {
      feed.end();
      throw error;
    }
  }

  /** Every subscription is told its end. */
  close(): void {
    this.#closing = true;
    for (const feed of this.#open) feed.end();
  }

  async #follow<T>(node: NodeClient, first: AsyncIterable<Uint8Array>, watch: Watch<T>, feed: Feed<Told<T>>): Promise<void> {
    let body = first;
    let failures = 0;
    while (!feed.signal.aborted) {
      const since = performance.now();
      try {
        for await (const message of messagesOf(body)) watch.onMessage(message, feed);
      } catch {
        // A stream that breaks is opened again like one that ends.
      }
      if (performance.now() - since >= goodMs) failures = 0;
      const again = await this.#reopen(node, watch.query, feed, failures);
      if (!again) return;
      ({ body, failures } = again);
      watch.onOpen(feed);
    }
  }

  /** Tried at once, since the end may be that of the credential, then less and less often. null: the subscription has ended. */
  async #reopen<T>(
    node: NodeClient,
    query: URLSearchParams,
    feed: Feed<Told<T>>,
    failed: number,
  ): Promise<{ readonly body: AsyncIterable<Uint8Array>; readonly failures: number } | null> {
    for (let failures = failed; !feed.signal.aborted; failures += 1) {
      const pause = failures === 0 ? this.pauseMs / 5 : Math.min(this.pauseMs * 2 ** failures, longestPauseMs);
      try {
        await wait(pause * (0.5 + Math.random()), undefined, { signal: feed.signal, ref: false });
        return { body: await node.changes(query, feed.signal), failures: failures + 1 };
      } catch (error) {
        if (!(error instanceof GraphQLError) || !final.has(error.extensions['code'])) continue;
        feed.end(error);
      }
    }
    return null;
  }
}
