import { describe, expect, it } from 'vitest';
import { mappings, parseCsv, problemsOf } from '../../src/pages/import/csv';

describe('the preview of a CSV file', () => {
  it('reads quotes, commas and lines in cells, and counts lines', () => {
    const csv = parseCsv('\uFEFFa,b\r\n"1, ""one""",2\r\n\r\n"x\ny",3\r\n4,5', 100, true);
    expect(csv.header).toEqual(['a', 'b']);
    expect(csv.rows).toEqual([
      { line: 2, cells: ['1, "one"', '2'] },
      { line: 4, cells: ['x\ny', '3'] },
      { line: 6, cells: ['4', '5'] },
    ]);
    expect([csv.cut, csv.open]).toEqual([false, false]);
  });

  it('keeps a cell that is empty, and one in quotes that is', () => {
    expect(parseCsv('a,b\n,""\n', 10, true).rows).toEqual([{ line: 2, cells: ['', ''] }]);
  });

  it('stops after so many rows', () => {
    const csv = parseCsv(`a\n${'1\n'.repeat(500)}`, 100, true);
    expect([csv.rows.length, csv.cut]).toEqual([100, true]);
  });

  it('leaves out the last line of what is only the beginning', () => {
    expect(parseCsv('a,b\n1,2\n3,"4', 100, false)).toEqual({
      header: ['a', 'b'],
      rows: [{ line: 2, cells: ['1', '2'] }],
      cut: true,
      open: false,
    });
  });
});

describe('what will go wrong', () => {
  const header = (mappings['call-center'] ?? []).join(',');
  const row = 'c-1,Ann,1-Jan-26,9:12,Billing,Y,Y,12,0:02:23,4';
  it('is nothing with a good file', () => {
    expect(problemsOf(parseCsv(`${header},Note\n${row},x\n`, 100, true), 'call-center')).toEqual([]);
    expect(problemsOf(parseCsv('a\n1\n', 100, true), 'my-own')).toEqual([]);
  });
  it('is told for what is there', () => {
    expect(problemsOf(parseCsv('', 100, true), 'call-center')).toEqual([{ kind: 'empty' }]);
    expect(problemsOf(parseCsv(`${header}\n`, 100, true), 'call-center')).toEqual([{ kind: 'noRows' }]);
    expect(problemsOf(parseCsv('a,b\n"1,2\n', 100, true), 'call-center')).toEqual([{ kind: 'quote' }]);
    const missing = problemsOf(parseCsv(`${header.replace('Topic', 'Subject')}\n${row}\n`, 100, true), 'call-center');
    expect(missing).toEqual([{ kind: 'columns', names: ['Topic'] }]);
    expect(problemsOf(parseCsv(`${header}\n${row}\n${row},x,y\n`, 100, true), 'call-center')).toEqual([{ kind: 'width', lines: [3] }]);
  });
});
