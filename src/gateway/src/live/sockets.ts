import { createHash } from 'node:crypto';
import type { WebSocket } from 'ws';

export interface SocketBounds {
  /** Sockets that have shown their credential. */
  readonly all: number;
  readonly ofCredential: number;
  /** Sockets that have not yet. */
  readonly waiting: number;
  /** A socket on which nothing runs is closed after so long. */
  readonly idleMs: number;
}

interface Guest {
  readonly credential: string;
  idle: NodeJS.Timeout | null;
}

/**
 * Who holds a socket. Those that have not shown a credential have a room of their own: when it is full, who has waited longest goes. Nobody
 * can keep others out without a credential, nor with one take more than its share; and no socket outlives its credential, since one on
 * which nothing runs is closed.
 */
export class Sockets {
  readonly #waiting = new Set<WebSocket>();
  readonly #guests = new Map<WebSocket, Guest>();
  readonly #held = new Map<string, number>();

  constructor(private readonly bounds: SocketBounds) {}

  get isFull(): boolean {
    return this.#guests.size >= this.bounds.all;
  }

  enter(socket: WebSocket): void {
    if (this.#waiting.size >= this.bounds.waiting) {
      const [longest] = this.#waiting;
      this.#waiting.delete(longest!);
      longest!.terminate();
    }
    this.#waiting.add(socket);
    socket.once('close', () => this.#leave(socket));
  }

  /** false: there is no room, or the credential holds as many sockets as it may. */
  admit(socket: WebSocket, authorization: string): boolean {
    const credential = createHash('sha256').update(authorization).digest('base64');
    const held = this.#held.get(credential) ?? 0;
    if (this.isFull || held >= this.bounds.ofCredential || !this.#waiting.delete(socket)) return false;
    this.#held.set(credential, held + 1);
    this.#guests.set(socket, { credential, idle: null });
    this.idle(socket);
    return true;
  }

  busy(socket: WebSocket): void {
    const guest = this.#guests.get(socket);
    if (!guest?.idle) return;
    clearTimeout(guest.idle);
    guest.idle = null;
  }

  idle(socket: WebSocket): void {
    const guest = this.#guests.get(socket);
    if (guest) guest.idle ??= setTimeout(() => socket.close(1000, 'Idle'), this.bounds.idleMs).unref();
  }

  #leave(socket: WebSocket): void {
    this.#waiting.delete(socket);
    const guest = this.#guests.get(socket);
    if (!guest) return;
    this.busy(socket);
    this.#guests.delete(socket);
    const held = (this.#held.get(guest.credential) ?? 1) - 1;
    if (held > 0) this.#held.set(guest.credential, held);
    else this.#held.delete(guest.credential);
  }
}
