import { describe, expect, it } from 'vitest';
import { linesOf } from '../../src/charts/series';
import { worsening, worstOf } from '../../src/pages/overview/worsening';

const value = (unit: string, change: number, changePercent: number, better: boolean | null, count = 100) => ({
  kpi: { unit },
  count,
  value: 1,
  previous: { change, changePercent, better },
});

describe('what became worse', () => {
  it('is in one order, whatever its unit: ten points are a quarter more time', () => {
    expect(worsening(value('%', -10, -12, false))).toBe(1);
    expect(worsening(value('s', 30, 25, false))).toBe(1);
    const [a, b, c] = [value('%', -5, -5, false), value('s', 60, 100, false), value('%', -30, -40, false)];
    expect(worstOf([a, b, c], 2)).toEqual([b, c]);
  });

  it('is nothing that became better, has no direction, hardly moved or stands on too little', () => {
    expect(worsening(value('%', 10, 12, true))).toBeNull();
    expect(worsening(value('n', 10, 12, null))).toBeNull();
    expect(worsening(value('%', -1, -1, false))).toBeNull();
    expect(worsening(value('%', -40, -50, false, 29))).toBeNull();
    expect(worsening({ kpi: { unit: '%' }, count: 100, value: 1 })).toBeNull();
    // Counts are never a small sample of themselves.
    expect(worsening(value('n', 10, 50, false, 12))).toBe(2);
  });
});

describe('the lines of a course', () => {
  const step = (value: number | null, provisional = false, incomplete = false) => ({
    at: '2026-03-01T00:00:00Z',
    from: '2026-03-01',
    value,
    count: 1,
    provisional,
    incomplete,
  });

  it('part what is settled from what can move, without a hole between them', () => {
    const lines = linesOf([step(1), step(2), step(3, true), step(4, true, true)], [{ value: 9 }, { value: null }]);
    expect(lines.settled).toEqual([1, 2, null, null]);
    expect(lines.moving).toEqual([null, 2, 3, 4]);
    expect(lines.open).toEqual([null, null, null, 4]);
    expect(lines.before).toEqual([9, null, null, null]);
  });

  it('leave a gap where there is nothing, and no zero', () => {
    expect(linesOf([step(1), step(null), step(3)], []).settled).toEqual([1, null, 3]);
  });
});
