export interface Sort {
  readonly key: string;
  readonly down: boolean;
}

/** `name` upwards, `-name` downwards. */
export function sortOf(text: string | null): Sort | null {
  if (!text) return null;
  return text.startsWith('-') ? { key: text.slice(1), down: true } : { key: text, down: false };
}

export function sortText(key: string, down: boolean): string {
  return down ? `-${key}` : key;
}

/** Sorted anew; equals stay as they are, and what has no value is last either way. */
export function order<Row>(rows: readonly Row[], by: (row: Row) => string | number | null, down: boolean, locale: string): readonly Row[] {
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const sign = down ? -1 : 1;
  return rows
    .map((row) => ({ row, value: by(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      if (typeof a.value === 'number' && typeof b.value === 'number') return sign * (a.value - b.value);
      return sign * collator.compare(String(a.value), String(b.value));
    })
    .map(({ row }) => row);
}
