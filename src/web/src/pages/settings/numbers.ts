import { numberOf } from '../../components/form/checks';

export type WrongNumber = 'notNumber' | 'notWhole' | 'range' | 'required';

/** What is wrong with a number that was typed; null: nothing. */
export function wrongNumber(
  text: string,
  {
    least,
    most,
    whole = false,
    optional = false,
  }: { readonly least: number; readonly most: number; readonly whole?: boolean; readonly optional?: boolean },
): WrongNumber | null {
  if (text.trim() === '') return optional ? null : 'required';
  const number = numberOf(text);
  if (number === null) return 'notNumber';
  if (whole && !Number.isInteger(number)) return 'notWhole';
  return number < least || number > most ? 'range' : null;
}

/** As it is typed: without the noise of fractions in base two. */
export const typedNumber = (value: number | null): string => (value === null ? '' : String(Number(value.toPrecision(12))));
