// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { claimsOf, Tokens, type Issued } from '../../../src/widgets/token';
import { tokenOf } from './world';

let asked = 0;
let answer: () => Issued | Promise<Issued>;
const fresh = (): Issued => ({ token: tokenOf({ key: `c-${asked}` }), expiresAt: new Date(Date.now() + 900_000).toISOString() });
const tokens = (): Tokens =>
  new Tokens(
    async () => {
      asked += 1;
      return answer();
    },
    () => 0.5,
  );
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  answer = fresh;
});
afterEach(() => void vi.useRealTimers());

describe('a token', () => {
  it('is asked for once by however many', async () => {
    const all = tokens();
    const got = await Promise.all([all.get(), all.get(), all.get()]);
    expect([new Set(got).size, asked]).toEqual([1, 1]);
  });

  it('is renewed by itself a minute before its end, while somebody uses it', async () => {
    const all = tokens();
    const stop = all.use();
    const first = await all.get();
    await pass(839_000);
    expect(asked).toBe(1);
    await pass(2_000);
    expect(asked).toBe(2);
    expect(await all.get()).not.toBe(first);
    stop();
    await pass(3_600_000);
    expect(asked).toBe(2);
    await all.get();
    expect(asked).toBe(3);
  });

  it('is asked for less and less often while there is none, and at once when a person asks', async () => {
    answer = () => {
      throw new Error('down');
    };
    const all = tokens();
    const pauses: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      await expect(all.get()).rejects.toMatchObject({ code: 'TOKEN' });
      await expect(all.get()).rejects.toMatchObject({ code: 'TOKEN' });
      pauses.push(all.pauseMs);
      await pass(all.pauseMs);
    }
    expect([asked, pauses]).toEqual([9, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]]);
    await expect(all.get()).rejects.toThrow();
    answer = fresh;
    await expect(all.get()).rejects.toThrow();
    expect(await all.get(true)).toContain('.');
    expect(all.pauseMs).toBe(0);
  });

  it('is used to its end when a new one cannot be had', async () => {
    const all = tokens();
    const first = await all.get();
    answer = () => {
      throw new Error('down');
    };
    await pass(850_000);
    expect(await all.get()).toBe(first);
    await pass(60_000);
    await expect(all.get(true)).rejects.toMatchObject({ code: 'TOKEN' });
  });

  it('that was refused is replaced, but one that has just come only after a while', async () => {
    const all = tokens();
    const first = await all.get();
    await pass(60_000);
    all.refused(first);
    const second = await all.get();
    expect([second === first, asked]).toEqual([false, 2]);
    all.refused(first);
    expect(await all.get()).toBe(second);
    all.refused(second);
    await expect(all.get()).rejects.toMatchObject({ code: 'EXPIRED' });
    expect([asked, all.pauseMs]).toEqual([2, 1_000]);
  });

  it('lives by its own length where the clock of the browser is wrong', async () => {
    answer = () => ({ token: tokenOf({ iat: 1_000, exp: 1_900 }), expiresAt: new Date(Date.now() + 86_400_000).toISOString() });
    const all = tokens();
    const stop = all.use();
    await all.get();
    await pass(841_000);
    expect(asked).toBe(2);
    stop();
  });

  it('says what it is for, in any script, and is told from anything else', () => {
    expect(claimsOf(tokenOf({ key: '客戶—1' })).key).toBe('客戶—1');
    for (const text of ['', 'abc', 'a.b.c', 'ck_key', `${tokenOf().split('.')[0]}..`]) expect(() => claimsOf(text)).toThrow('no token');
  });
});
