export const presets = [
  'TODAY',
  'YESTERDAY',
  'LAST_7_DAYS',
  'LAST_28_DAYS',
  'LAST_90_DAYS',
  'WEEK_TO_DATE',
  'MONTH_TO_DATE',
  'QUARTER_TO_DATE',
  'YEAR_TO_DATE',
  'LAST_WEEK',
  'LAST_MONTH',
  'LAST_QUARTER',
  'LAST_YEAR',
] as const;
export type Preset = (typeof presets)[number];
export const intervals = ['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
export type Interval = (typeof intervals)[number];

export type Period = { readonly preset: Preset } | { readonly from: string; readonly to: string };
export type Compare = 'previous' | 'year' | 'none';

export const usualPeriod: Period = { preset: 'LAST_28_DAYS' };
const day = /^\d{4}-\d{2}-\d{2}$/;

/** `last-28-days` or `2026-03-01..2026-03-31`; what cannot be read is the usual period. */
export function periodOf(text: string | null): Period {
  if (text === null) return usualPeriod;
  const [from = '', to = ''] = text.split('..');
  if (isDay(from) && isDay(to) && from <= to) return { from, to };
  const preset = presets.find((name) => wordOf(name) === text);
  return preset ? { preset } : usualPeriod;
}

export function textOf(period: Period): string {
  return 'preset' in period ? wordOf(period.preset) : `${period.from}..${period.to}`;
}

export function compareOf(text: string | null): Compare {
  return text === 'year' || text === 'none' ? text : 'previous';
}

export function isDay(text: string): boolean {
  const at = day.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

/** How many days there are from one to another, both counted. */
export function daysOf(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** About how long a period is, before the gateway has resolved it. */
export function lengthOf(period: Period): number {
  if (!('preset' in period)) return daysOf(period.from, period.to);
  const known: Record<Preset, number> = {
    TODAY: 1,
    YESTERDAY: 1,
    LAST_7_DAYS: 7,
    LAST_28_DAYS: 28,
    LAST_90_DAYS: 90,
    WEEK_TO_DATE: 7,
    MONTH_TO_DATE: 31,
    QUARTER_TO_DATE: 92,
    YEAR_TO_DATE: 365,
    LAST_WEEK: 7,
    LAST_MONTH: 31,
    LAST_QUARTER: 92,
    LAST_YEAR: 365,
  };
  return known[period.preset];
}

/** The step that draws a period with about 20 to 60 points. */
export function intervalFor(period: Period): Interval {
  const days = lengthOf(period);
  if (days <= 2) return 'HOUR';
  if (days <= 62) return 'DAY';
  if (days <= 200) return 'WEEK';
  return days <= 1_500 ? 'MONTH' : 'QUARTER';
}

/** The steps in which a period can be looked at. */
export function intervalsFor(period: Period): readonly Interval[] {
  const days = lengthOf(period);
  return intervals.filter((interval) => {
    if (interval === 'HOUR') return days <= 31;
    if (interval === 'DAY') return days <= 400;
    if (interval === 'WEEK') return days >= 7;
    if (interval === 'MONTH') return days >= 28;
    return interval === 'QUARTER' ? days >= 90 : days >= 365;
  });
}

function wordOf(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}
