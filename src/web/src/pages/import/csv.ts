export interface CsvRow {
  /** Counted from 1, the heading included: a cell may have several. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Csv {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
  /** There is more than was read. */
  readonly cut: boolean;
  /** A quotation mark is never closed. */
  readonly open: boolean;
}

/** RFC 4180, with the first `most` rows. `whole` false: the text is the beginning of a file, and its last line is left out. */
export function parseCsv(source: string, most: number, whole: boolean): Csv {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let begun = 1;
  const end = (): void => {
    cells.push(cell);
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: begun, cells });
    cells = [];
    cell = '';
  };
  let at = 0;
  for (; at < text.length && rows.length <= most; at += 1) {
    const sign = text[at];
    if (sign === '\n') line += 1;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === ',') {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n') {
      end();
      begun = line;
    } else if (sign !== '\r') cell += sign;
  }
  const cut = !whole || at < text.length;
  if (!cut && (cell !== '' || cells.length > 0)) end();
  const [header, ...found] = rows;
  return { header: header?.cells.map((name) => name.trim()) ?? [], rows: found.slice(0, most), cut, open: quoted && !cut };
}

/** Columns that a built-in mapping reads; the node is asked to judge what it is of others. */
export const mappings: Readonly<Record<string, readonly string[]>> = {
  'call-center': [
    'Call Id',
    'Agent',
    'Date',
    'Time',
    'Topic',
    'Answered (Y/N)',
    'Resolved',
    'Speed of answer in seconds',
    'AvgTalkDuration',
    'Satisfaction rating',
  ],
};

export type CsvProblem =
  | { readonly kind: 'empty' | 'noRows' | 'quote' }
  | { readonly kind: 'columns'; readonly names: readonly string[] }
  | { readonly kind: 'width'; readonly lines: readonly number[] };

/** What will go wrong, as far as the beginning of the file tells. */
export function problemsOf({ header, rows, open }: Csv, mapping: string): readonly CsvProblem[] {
  if (open) return [{ kind: 'quote' }];
  if (header.length === 0) return [{ kind: 'empty' }];
  const missing = (mappings[mapping] ?? []).filter((name) => !header.includes(name));
  const odd = rows.filter(({ cells }) => cells.length !== header.length).map(({ line }) => line);
  return [
    ...(rows.length === 0 ? [{ kind: 'noRows' } as const] : []),
    ...(missing.length > 0 ? [{ kind: 'columns', names: missing } as const] : []),
    ...(odd.length > 0 ? [{ kind: 'width', lines: odd } as const] : []),
  ];
}
