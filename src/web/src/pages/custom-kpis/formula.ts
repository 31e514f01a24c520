import type { Mistake } from '../../components/form/mistakes';

export interface Place {
  /** Counted from 0. */
  readonly position: number;
  /** 0: something is missing there. */
  readonly length: number;
  readonly message: string;
}

/** Where the formula cannot be read. null: elsewhere, or nowhere. */
export function placeOf(mistakes: readonly Mistake[]): Place | null {
  for (const { position, length, message } of mistakes) {
    if (position != null) return { position, length: length ?? 0, message };
  }
  return null;
}

/** The formula in three: before, what is underlined, after. What is missing is underlined as a blank. */
export function marked(formula: string, { position, length }: Place): readonly [string, string, string] {
  const from = Math.min(Math.max(position, 0), formula.length);
  const to = Math.min(from + length, formula.length);
  return [formula.slice(0, from), from === to ? ' ' : formula.slice(from, to), formula.slice(to)];
}

export const isCode = (text: string): boolean => /^[a-z][a-z0-9_]{0,63}$/.test(text);

/** A code from a name, to begin with. */
export function codeOf(name: string): string {
  const code = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '');
  return code.slice(0, 64);
}

/** Put in at the cursor, with blanks around it. */
export function inserted(formula: string, at: number, text: string): { readonly formula: string; readonly at: number } {
  const before = formula.slice(0, at);
  const after = formula.slice(at);
  const left = before === '' || /[\s(,]$/.test(before) ? '' : ' ';
  const right = after === '' || /^[\s),]/.test(after) ? '' : ' ';
  return { formula: `${before}${left}${text}${right}${after}`, at: at + left.length + text.length };
}
