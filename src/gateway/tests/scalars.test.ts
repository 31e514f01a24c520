import { parseValue } from 'graphql';
import { describe, expect, it } from 'vitest';
import { scalars } from '../src/schema/scalars.js';

describe('scalars', () => {
  it.each(['2026-03-31', '2024-02-29', '0001-01-01'])('Date takes %s', (text) => {
    expect(scalars.Date.parseValue(text)).toBe(text);
    expect(scalars.Date.serialize(text)).toBe(text);
  });

  it.each(['2026-3-1', '2026-13-01', '2025-02-29', '31.03.2026', '2026-03-31T00:00:00Z', '', 5, null, true])('Date refuses %s', (value) => {
    expect(() => scalars.Date.parseValue(value)).toThrow('is not a day. Write it as year, month and day, such as "2026-03-31".');
    expect(() => scalars.Date.serialize(value)).toThrow('The node gave what is no Date.');
  });

  it.each(['2026-03-31T17:22:00Z', '2026-03-31t17:22:00.123456+08:00', '2026-06-30T23:59:60Z'])('DateTime takes %s', (text) => {
    expect(scalars.DateTime.parseValue(text)).toBe(text);
  });

  it.each([
    '2026-03-31',
    '2026-03-31T17:22:00',
    '2026-02-30T00:00:00Z',
    '2026-03-31T24:00:00Z',
    '2026-03-31T17:60:00Z',
    '2026-03-31T17:22:00+25:00',
    0,
  ])('DateTime refuses %s', (value) => {
    expect(() => scalars.DateTime.parseValue(value)).toThrow('is not an instant. Write it as in RFC 3339 with an offset');
  });

  it('Long takes whole numbers up to 2^53', () => {
    expect(scalars.Long.parseValue(2 ** 53)).toBe(2 ** 53);
    expect(scalars.Long.serialize(-(2 ** 53))).toBe(-(2 ** 53));
    expect(scalars.Long.parseLiteral(parseValue('12'))).toBe(12);
    for (const value of [2 ** 54, 1.5, '7', Number.NaN, null])
      expect(() => scalars.Long.parseValue(value)).toThrow('is not a whole number');
    expect(() => scalars.Long.parseLiteral(parseValue('1.5'))).toThrow('1.5 is not a whole number');
  });

  it('do not repeat long input', () => {
    expect(() => scalars.Date.parseValue('x'.repeat(1_000))).toThrow(/^.{1,140}$/);
  });
});
