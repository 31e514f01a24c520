import type { Interval, PeriodInput, PeriodPreset } from '../generated/schema';
import type { Words } from './texts';
import { WidgetProblem } from './problem';
import type { Claims } from './token';

const presets: readonly PeriodPreset[] = [
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
];
const intervals: readonly Interval[] = ['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'];
const word = (text: string): string => text.trim().toUpperCase().replaceAll('-', '_');

/** `last-28-days`, or two days such as `2026-03-01/2026-03-31`. */
export function periodOf(element: Element, usual: PeriodPreset): PeriodInput {
  const said = element.getAttribute('period') || usual;
  const days = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/.exec(said.trim());
  if (days) return { from: days[1] ?? null, to: days[2] ?? null, preset: null };
  const preset = presets.find((one) => one === word(said));
  if (preset) return { preset, from: null, to: null };
  throw new WidgetProblem('BAD_INPUT', `period="${said}": give one of ${presets.join(', ')}, or two days such as 2026-03-01/2026-03-31.`);
}

export function intervalOf(element: Element): Interval {
  const said = element.getAttribute('interval') || 'DAY';
  const interval = intervals.find((one) => one === word(said));
  if (interval) return interval;
  throw new WidgetProblem('BAD_INPUT', `interval="${said}": give one of ${intervals.join(', ')}.`);
}

/** Those of the element, else those of the token; null: all of the level. */
export function kpisOf(element: Element, claims: Claims | null): readonly string[] | null {
  const said =
    element
      .getAttribute('kpis')
      ?.split(/[\s,]+/)
      .filter((code) => code !== '') ?? [];
  return said.length > 0 ? said : (claims?.kpis ?? null);
}

/** The one of the element, else the only or first one of the token. */
export function kpiOf(element: Element, claims: Claims): string {
  const kpi = element.getAttribute('kpi')?.trim() || kpisOf(element, claims)?.[0];
  if (kpi) return kpi;
  throw new WidgetProblem('BAD_INPUT', 'Say which KPI: kpi="csat".');
}

/** The period in words, where there are any. */
export function periodWords(element: Element, usual: PeriodPreset, words: Words, days: string): string {
  const { preset } = periodOf(element, usual);
  return preset ? words.periods[preset] : days;
}
