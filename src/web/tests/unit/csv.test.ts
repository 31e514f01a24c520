import { describe, expect, it } from 'vitest';
import { csvOf } from '../../src/format/csv';

describe('CSV', () => {
  it('quotes what needs it, and leaves empty what is not there', () => {
    expect(
      csvOf(
        ['a', 'b"c'],
        [
          ['x,y', null],
          [1.5, 'line\nbreak'],
        ],
      ),
    ).toBe('a,"b""c"\r\n"x,y",\r\n1.5,"line\nbreak"\r\n');
  });

  it('gives spreadsheets no formula, and numbers as numbers', () => {
    expect(csvOf(['n'], [['=HYPERLINK("x")'], ['+1'], ['@a'], ['-x'], [-3]])).toBe(
      'n\r\n"\'=HYPERLINK(""x"")"\r\n\'+1\r\n\'@a\r\n\'-x\r\n-3\r\n',
    );
  });
});
