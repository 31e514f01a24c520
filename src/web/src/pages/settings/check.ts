import { isTime } from '../../components/form/checks';

export const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;
export type Weekday = (typeof weekdays)[number];

export interface Hours {
  readonly from: string;
  readonly to: string;
}

/** Every window ends after it begins, and none touches another. */
export function areWindows(windows: readonly Hours[]): boolean {
  const sorted = [...windows].sort((a, b) => a.from.localeCompare(b.from));
  return sorted.every(({ from, to }, at) => {
    const before = sorted[at - 1];
    return isTime(from) && isTime(to) && from < to && (!before || before.to <= from);
  });
}

/** The instant at which a day of the tenant's calendar begins. */
export function startOf(day: string, timeZone: string): string {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // Twice: the offset of the guess may be that before a change of clocks.
  const first = utc - offsetAt(utc, timeZone);
  return new Date(utc - offsetAt(first, timeZone)).toISOString();
}

function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(instant / 1_000) * 1_000;
}

/** The days of the week as a language calls them. */
export function weekdayNames(locale: string): Readonly<Record<Weekday, string>> {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return Object.fromEntries(weekdays.map((day, at) => [day, format.format(Date.UTC(2024, 0, 1 + at))])) as Record<Weekday, string>;
}

export function monthNames(locale: string): readonly string[] {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, at) => format.format(Date.UTC(2024, at, 1)));
}

/** One item of a list changed, or taken out. */
export const changedAt = <T>(list: readonly T[], at: number, item: T): readonly T[] =>
  list.map((old, index) => (index === at ? item : old));
export const without = <T>(list: readonly T[], at: number): readonly T[] => list.filter((_, index) => index !== at);
