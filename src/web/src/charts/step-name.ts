import type { Interval } from '../app/period';
import type { Formats } from '../format/format';

/** What a step of a series is called: an hour, a day, a week by its first day, a month. */
export function stepName(formats: Formats, { at, from }: { readonly at: string; readonly from: string }, interval: Interval): string {
  switch (interval) {
    case 'HOUR':
      return `${formats.day(from)} ${formats.time(at)}`;
    case 'DAY':
      return formats.day(from, 'weekday');
    case 'WEEK':
      return formats.day(from, 'long');
    case 'MONTH':
    case 'QUARTER':
      return formats.month(from);
    case 'YEAR':
      return from.slice(0, 4);
  }
}
