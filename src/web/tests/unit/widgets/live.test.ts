// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveScope } from '../../../src/widgets/live';
import { WidgetProblem } from '../../../src/widgets/problem';
import type { Session } from '../../../src/widgets/session';

const next = (asOf: string): string =>
  `event: next\ndata: ${JSON.stringify({ data: { scorecardChanged: { id: 'x', asOf, lastEventAt: null } } })}\n\n`;
const failed = (code: string): string => `event: next\ndata: ${JSON.stringify({ errors: [{ message: 'no', extensions: { code } }] })}\n\n`;

let answers: (() => Response)[];
let asked: number;
let open: ReadableStreamDefaultController<Uint8Array> | null;
const refused: string[] = [];

/** What arrives in these pieces, and then nothing. */
function stream(...pieces: readonly string[]): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      open = controller;
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

const session = {
  tokens: { get: () => Promise.resolve('t-1'), refused: (token: string) => void refused.push(token) },
  request: (_: object, __: string, ___: string, signal: AbortSignal) => {
    asked += 1;
    const answer = answers.shift()?.();
    if (!answer) return Promise.reject(new WidgetProblem('OFFLINE', 'down'));
    signal.addEventListener('abort', () => open?.error(new Error('aborted')), { once: true });
    return Promise.resolve(answer);
  },
} as unknown as Session;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  [answers, asked, open, refused.length] = [[], 0, null, 0];
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});
const pass = (ms = 10): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('what tells of changes', () => {
  it('tells each once, however it is cut, and where things stand at the beginning', async () => {
    const whole = next('acme:1') + ':\n\n' + next('acme:1') + next('acme:2');
    answers = [() => stream(...Array.from(whole))];
    const live = new LiveScope(session, 'x');
    let told = 0;
    const stop = live.add(() => (told += 1));
    await pass();
    expect([told, live.open]).toEqual([2, true]);
    stop();
    await pass(600_000);
    expect([asked, live.open]).toEqual([1, false]);
  });

  it('is one for all who watch', async () => {
    answers = [() => stream(next('acme:1'))];
    const live = new LiveScope(session, 'x');
    const told = [0, 0];
    const stops = [live.add(() => (told[0] = 1)), live.add(() => (told[1] = 1))];
    await pass();
    expect([asked, told]).toEqual([1, [1, 1]]);
    for (const stop of stops) stop();
  });

  it('is opened again, less and less often, and when it has been silent', async () => {
    answers = [() => stream(next('acme:1'))];
    const live = new LiveScope(session, 'x');
    const stop = live.add(() => undefined);
    await pass(44_000);
    expect([asked, live.open]).toEqual([1, true]);
    await pass(1_100);
    expect(live.open).toBe(false);
    await pass(1_000);
    expect(asked).toBe(2);
    await pass(2_000);
    expect(asked).toBe(3);
    await pass(3_700);
    expect(asked).toBe(3);
    await pass(400);
    expect(asked).toBe(4);
    stop();
  });

  it('gives a token back that is over, and tries with the next', async () => {
    answers = [
      () => stream(failed('UNAUTHENTICATED')),
      () => Response.json({ errors: [{ message: 'x', extensions: { code: 'UNAUTHENTICATED' } }] }, { status: 401 }),
    ];
    const stop = new LiveScope(session, 'x').add(() => undefined);
    await pass(2_100);
    expect([asked, refused]).toEqual([2, ['t-1', 't-1']]);
    stop();
  });

  it('is not asked for again where it is not allowed', async () => {
    answers = [() => Response.json({ errors: [{ message: 'x', extensions: { code: 'FORBIDDEN' } }] }, { status: 403 })];
    const live = new LiveScope(session, 'x');
    const stop = live.add(() => undefined);
    await pass(3_600_000);
    expect([asked, live.open]).toEqual([1, false]);
    stop();
  });
});
