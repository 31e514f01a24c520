import { numberOf } from '../../../components/form/checks';
import { typedNumber, wrongNumber, type WrongNumber } from '../numbers';

export const parts = ['satisfaction', 'effort', 'sentiment', 'openCases', 'complaints', 'recency'] as const;
export type Part = (typeof parts)[number];
/** As they are typed. */
export type Weights = Readonly<Record<Part, string>>;

export const weightsOf = (kept: Readonly<Record<Part, number | null>>): Weights =>
  Object.fromEntries(parts.map((part) => [part, typedNumber(kept[part])])) as Record<Part, string>;

export const inputOf = (weights: Weights): Readonly<Record<Part, number | null>> =>
  Object.fromEntries(parts.map((part) => [part, numberOf(weights[part])])) as Record<Part, number | null>;

export const sumOf = (weights: Weights): number => parts.reduce((sum, part) => sum + (numberOf(weights[part]) ?? 0), 0);

/** Percent of all weights; null: there is no sum yet. */
export function shareOf(weights: Weights, part: Part): number | null {
  const [weight, sum] = [numberOf(weights[part]), sumOf(weights)];
  return weight === null || sum <= 0 ? null : (weight / sum) * 100;
}

export interface WrongWeights {
  readonly parts: Readonly<Partial<Record<Part, WrongNumber>>>;
  readonly allZero: boolean;
}

export function wrongWeights(weights: Weights): WrongWeights {
  const wrong = parts.flatMap((part) => {
    const one = wrongNumber(weights[part], { least: 0, most: 1_000 });
    return one ? [[part, one] as const] : [];
  });
  return { parts: Object.fromEntries(wrong), allZero: wrong.length === 0 && sumOf(weights) === 0 };
}
