import { describe, expect, it } from 'vitest';
import { Formats } from '../../src/format/format';
import { locales, textsOf, type Locale } from '../../src/i18n/texts';

const place = { currency: 'EUR', timeZone: 'Asia/Hong_Kong' };
const of = async (locale: Locale): Promise<Formats> => new Formats(locale, (await textsOf(locale)).format, place);
const en = await of('en');

describe('values', () => {
  it('are written in their unit', () => {
    expect(en.value(84.25, '%')).toBe('84.3%');
    expect(en.value(192, 's')).toBe('3 m 12 s');
    expect(en.value(1234.5, 'money')).toBe('€1,235');
    expect(en.value(3.4567, '1–5')).toBe('3.46');
    expect(en.value(12345, 'n')).toBe('12,345');
    expect(en.value(-12.34, '−100…100')).toBe('−12.3');
  });

  it('that are not there are not 0', () => {
    expect(en.value(null, '%')).toBe('–');
    expect(en.value(0, '%')).toBe('0%');
  });

  it('are written as each language does', async () => {
    expect((await of('zh-Hant')).value(192, 's')).toBe('3 分 12 秒');
    expect((await of('zh-Hans')).value(7_200, 's')).toBe('2 小时');
    for (const locale of locales) expect((await of(locale)).value(50, '%')).toMatch(/50\s?%/);
  });
});

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [0.4, '0.4 s'],
    [59.4, '59 s'],
    [59.6, '1 m'],
    [60, '1 m'],
    [3_599, '59 m 59 s'],
    [3_599.6, '1 h'],
    [3_660, '1 h 1 m'],
    [86_399, '1 d'],
    [90_000, '1 d 1 h'],
    [-75, '−1 m 15 s'],
  ])('%s s is %s', (seconds, text) => expect(en.duration(seconds)).toBe(text));
});

describe('changes', () => {
  it('have a sign, and of percents they are points', () => {
    expect(en.change(1.25, '%')).toBe('+1.3 pp');
    expect(en.change(-1.25, '%')).toBe('−1.3 pp');
    expect(en.change(-30, 's')).toBe('−30 s');
    expect(en.change(12, 'n')).toBe('+12');
    expect(en.change(-0.02, '%')).toBe('−0.02 pp');
    expect(en.change(-0.001, '%')).toBe('0 pp');
    expect(en.change(0.04, '0–100')).toBe('+0.04 points');
    expect(en.change(-12.9, '−100…100')).toBe('−12.9 points');
  });
});

describe('days and times', () => {
  it('are those of the calendar, wherever the browser is', () => {
    expect(en.day('2026-03-01', 'long')).toBe('Mar 1, 2026');
    expect(en.days('2026-03-01', '2026-03-31').replace(/\s/g, ' ')).toBe('Mar 1 – 31, 2026');
    expect(en.days('2026-03-01', '2026-03-01')).toBe('Mar 1, 2026');
  });

  it('are in the time zone of the tenant', () => {
    expect(en.time('2026-03-01T20:30:00Z')).toBe('04:30');
    expect(en.instant('2026-03-01T20:30:00Z')).toContain('Mar 2, 2026');
  });

  it('are as long ago as they are', () => {
    const now = Date.parse('2026-03-01T12:00:00Z');
    expect(en.ago('2026-03-01T11:58:00Z', now)).toBe('2 minutes ago');
    expect(en.ago('2026-02-27T12:00:00Z', now)).toBe('2 days ago');
  });
});
