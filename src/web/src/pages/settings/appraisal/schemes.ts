import { amountOf, durationText, numberOf } from '../../../components/form/checks';
import type { AppraisalSchemeInput } from '../../../generated/schema';
import { typedNumber, wrongNumber, type WrongNumber } from '../numbers';

/** A part as it is typed. */
export interface Part {
  readonly kpi: string;
  readonly weight: string;
  readonly target: string;
  readonly minCount: string;
}

export interface Scheme {
  readonly name: string;
  /** Keys; none: everybody who is left. */
  readonly teams: readonly string[];
  readonly parts: readonly Part[];
}

export const emptyPart: Part = { kpi: '', weight: '', target: '', minCount: '5' };
export const emptyScheme: Scheme = { name: '', teams: [], parts: [emptyPart] };
export const mostParts = 20;
export const mostSchemes = 100;

type UnitOf = (kpi: string) => string;

interface Kept {
  readonly name: string;
  readonly teams: readonly { readonly key: string }[] | null;
  readonly parts: readonly {
    readonly kpi: { readonly code: string };
    readonly weight: number;
    readonly target: number | null;
    readonly minCount: number;
  }[];
}

export const schemeOf = ({ name, teams, parts }: Kept, unitOf: UnitOf): Scheme => ({
  name,
  teams: (teams ?? []).map(({ key }) => key),
  parts: parts.map(({ kpi, weight, target, minCount }) => ({
    kpi: kpi.code,
    weight: typedNumber(weight),
    target: target === null ? '' : unitOf(kpi.code) === 's' ? durationText(target) : typedNumber(target),
    minCount: String(minCount),
  })),
});

export const inputOf = ({ name, teams, parts }: Scheme, unitOf: UnitOf): AppraisalSchemeInput => ({
  name: name.trim(),
  teams: teams.length === 0 ? null : teams,
  parts: parts.map(({ kpi, weight, target, minCount }) => ({
    kpi,
    weight: numberOf(weight) ?? 0,
    target: target.trim() === '' ? null : amountOf(target, unitOf(kpi)),
    minCount: numberOf(minCount) ?? 5,
  })),
});

export interface WrongPart {
  readonly kpi?: 'required' | 'twice';
  readonly weight?: WrongNumber;
  readonly target?: 'notNumber';
  readonly minCount?: WrongNumber;
}

export interface WrongScheme {
  readonly name?: 'required';
  readonly whole?: 'noParts';
  readonly parts: readonly WrongPart[];
}

export function wrongScheme({ name, parts }: Scheme, unitOf: UnitOf): WrongScheme {
  return {
    ...(name.trim() === '' && { name: 'required' }),
    ...(parts.length === 0 && { whole: 'noParts' }),
    parts: parts.map(({ kpi, weight, target, minCount }, at) => {
      const heavy = wrongNumber(weight, { least: Number.MIN_VALUE, most: 1_000 });
      const few = wrongNumber(minCount, { least: 1, most: 1_000_000, whole: true });
      return {
        ...(kpi === '' ? { kpi: 'required' } : parts.findIndex((part) => part.kpi === kpi) < at && { kpi: 'twice' }),
        ...(heavy && { weight: heavy }),
        ...(target.trim() !== '' && amountOf(target, unitOf(kpi)) === null && { target: 'notNumber' }),
        ...(few && { minCount: few }),
      };
    }),
  };
}

export const isWrong = (scheme: Scheme, unitOf: UnitOf): boolean => {
  const { parts, ...rest } = wrongScheme(scheme, unitOf);
  return Object.keys(rest).length > 0 || parts.some((part) => Object.keys(part).length > 0);
};

/** Percent of the weights of a scheme. */
export function shareOf(parts: readonly Part[], at: number): number | null {
  const sum = parts.reduce((all, { weight }) => all + (numberOf(weight) ?? 0), 0);
  const weight = numberOf(parts[at]?.weight ?? '');
  return weight === null || sum <= 0 ? null : (weight / sum) * 100;
}
