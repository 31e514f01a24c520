import type { Weekday } from '../../generated/schema';

export const weekdays: readonly Weekday[] = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

/** 1 January 2024 was a Monday. */
export function weekdayName(weekday: Weekday, locale: string): string {
  const day = new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(weekday)));
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(day);
}

/** 1 to 12. */
export function monthName(month: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, month - 1, 1)));
}
