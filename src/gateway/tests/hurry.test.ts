import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { hurry } from '../src/server/hurry.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([
  ['a request that is not here whole in time is let go of', false, false, 1],
  ['one that is may take its time to be answered', true, false, 0],
  ['one that was answered is left alone', false, true, 0],
])('%s', (_, complete, answered, times) => {
  const req = { complete, destroy: vi.fn() };
  const res = new EventEmitter();
  hurry(req as unknown as IncomingMessage, res as ServerResponse, 1_000);
  vi.advanceTimersByTime(999);
  expect(req.destroy).not.toHaveBeenCalled();
  if (answered) res.emit('close');
  vi.advanceTimersByTime(60_000);
  expect(req.destroy).toHaveBeenCalledTimes(times);
});
