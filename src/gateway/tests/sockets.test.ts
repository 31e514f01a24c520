import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { Bench } from './gateway.js';

const bench = new Bench({
  CAREKPI_MAX_WEBSOCKETS: '4',
  CAREKPI_MAX_WEBSOCKETS_PER_CREDENTIAL: '2',
  CAREKPI_MAX_WEBSOCKETS_WAITING: '3',
  CAREKPI_WEBSOCKET_IDLE_MS: '1500',
});

/** A socket and how it ended. */
class Guest {
  readonly socket = new WebSocket(`${bench.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  readonly said: { readonly type: string }[] = [];
  readonly open = new Promise<void>((resolve) => this.socket.once('open', resolve));
  closed: number | null = null;

  constructor() {
    this.socket.on('message', (text: Buffer) => void this.said.push(JSON.parse(text.toString()) as { type: string }));
    this.socket.once('close', (code) => (this.closed = code));
    this.socket.once('error', () => (this.closed ??= 0));
  }

  /** What the gateway says to the credential: `connection_ack`, or the code of its closing. */
  async init(key: string): Promise<string | number> {
    await this.open;
    this.send({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } });
    await expect.poll(() => this.said.length > 0 || this.closed !== null).toBe(true);
    return this.closed ?? this.said[0]!.type;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }
}

describe('WebSockets', () => {
  it('a credential holds its share, and no more; what it gives back is free again', async () => {
    const mine = [new Guest(), new Guest()];
    for (const guest of mine) expect(await guest.init('ck_demo')).toBe('connection_ack');
    expect(await new Guest().init('ck_demo')).toBe(1013);
    const other = new Guest();
    expect(await other.init('ck_other')).toBe('connection_ack');
    mine[0]!.socket.close();
    await expect.poll(() => mine[0]!.closed).not.toBe(null);
    await expect.poll(async () => await new Guest().init('ck_demo'), { timeout: 5_000 }).toBe('connection_ack');
    for (const guest of [mine[1]!, other]) guest.socket.close();
  });

  it('who shows no credential keeps nobody out: the one that has waited longest goes', async () => {
    const silent = [new Guest(), new Guest(), new Guest()];
    await Promise.all(silent.map((guest) => guest.open));
    const honest = new Guest();
    expect(await honest.init('ck_other')).toBe('connection_ack');
    await expect.poll(() => silent[0]!.closed).not.toBe(null);
    expect(silent[2]!.closed).toBe(null);
    for (const guest of [...silent, honest]) guest.socket.terminate();
  });

  it('one on which nothing runs is closed, one with a subscription is not', async () => {
    const { scope } = await bench.data<{ scope: { id: string } }>('{ scope(level: TEAM, key: "billing") { id } }');
    const [idle, busy] = [new Guest(), new Guest()];
    expect(await busy.init('ck_demo')).toBe('connection_ack');
    busy.send({
      id: '1',
      type: 'subscribe',
      payload: { query: `subscription { scorecardChanged(scope: "${scope.id}", period: { preset: TODAY }) { asOf } }` },
    });
    await expect.poll(() => busy.said.some(({ type }) => type === 'next')).toBe(true);
    expect(await idle.init('ck_other')).toBe('connection_ack');
    await expect.poll(() => idle.closed, { timeout: 5_000 }).toBe(1000);
    expect(busy.closed).toBe(null);
    busy.send({ id: '1', type: 'complete' });
    await expect.poll(() => busy.closed, { timeout: 5_000 }).toBe(1000);
  });
});
