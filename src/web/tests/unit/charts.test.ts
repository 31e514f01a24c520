import { describe, expect, it } from 'vitest';
import { place, rangeOf, runsOf, ticks } from '../../src/charts/scale';
import { order, sortOf, sortText } from '../../src/components/sorting';

describe('a scale', () => {
  it('spans what has a value, and gives a flat line room', () => {
    expect(rangeOf([3, null, 1])).toEqual({ low: 1, high: 3 });
    expect(rangeOf([null])).toBeNull();
    const flat = rangeOf([0, 0]);
    expect(flat && place(0, flat, 10)).toBe(5);
  });

  it('has round ticks', () => {
    expect(ticks({ low: 0, high: 100 }, 5)).toEqual([0, 20, 40, 60, 80, 100]);
    expect(ticks({ low: 0.12, high: 0.38 }, 4)).toEqual([0.2, 0.3]);
    expect(ticks({ low: -3, high: 3 }, 3)).toEqual([-2, 0, 2]);
  });

  it('draws a gap as a gap', () => {
    expect(runsOf([1, 2, null, 4, null, null, 7, 8])).toEqual([[0, 1], [3], [6, 7]]);
  });
});

describe('sorting', () => {
  const rows = [{ n: 2 }, { n: null }, { n: 10 }, { n: 1 }];
  it('has what has no value last, whichever way', () => {
    expect(order(rows, ({ n }) => n, false, 'en').map(({ n }) => n)).toEqual([1, 2, 10, null]);
    expect(order(rows, ({ n }) => n, true, 'en').map(({ n }) => n)).toEqual([10, 2, 1, null]);
  });
  it('knows numbers in names', () => {
    expect(order(['a10', 'a2'], (row) => row, false, 'en')).toEqual(['a2', 'a10']);
  });
  it('stands in the address', () => {
    expect(sortOf(sortText('name', true))).toEqual({ key: 'name', down: true });
    expect(sortOf(sortText('name', false))).toEqual({ key: 'name', down: false });
    expect(sortOf(null)).toBeNull();
  });
});
