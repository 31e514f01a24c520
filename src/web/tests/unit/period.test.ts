import { describe, expect, it } from 'vitest';
import { daysOf, intervalFor, intervalsFor, isDay, periodOf, presets, textOf, usualPeriod } from '../../src/app/period';

describe('a period in the address', () => {
  it('is read as it is written', () => {
    for (const preset of presets) expect(periodOf(textOf({ preset }))).toEqual({ preset });
    const own = { from: '2026-03-01', to: '2026-03-31' };
    expect(textOf(own)).toBe('2026-03-01..2026-03-31');
    expect(periodOf(textOf(own))).toEqual(own);
  });

  it('is the usual one where it cannot be read', () => {
    for (const text of [null, '', 'last-29-days', '2026-03-31..2026-03-01', '2026-02-30..2026-03-01', '2026-03-01', '..']) {
      expect(periodOf(text)).toEqual(usualPeriod);
    }
  });

  it('knows days of the calendar', () => {
    expect(isDay('2028-02-29')).toBe(true);
    expect(isDay('2026-02-29')).toBe(false);
    expect(daysOf('2026-02-27', '2026-03-02')).toBe(4);
  });

  it('is drawn in steps that suit it', () => {
    expect(intervalFor({ preset: 'TODAY' })).toBe('HOUR');
    expect(intervalFor({ preset: 'LAST_28_DAYS' })).toBe('DAY');
    expect(intervalFor({ preset: 'LAST_90_DAYS' })).toBe('WEEK');
    expect(intervalFor({ from: '2025-01-01', to: '2026-01-31' })).toBe('MONTH');
    expect(intervalsFor({ preset: 'LAST_7_DAYS' })).toEqual(['HOUR', 'DAY', 'WEEK']);
  });
});
