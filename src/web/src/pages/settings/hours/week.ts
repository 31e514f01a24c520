import { isTime } from '../../../components/form/checks';
import type { BusinessHoursInput, Weekday } from '../../../generated/schema';
import { weekdays } from '../calendar';

export interface Opening {
  readonly from: string;
  readonly to: string;
}
export type Week = Readonly<Record<Weekday, readonly Opening[]>>;

export interface Hours {
  readonly all: boolean;
  readonly week: Week;
  readonly holidays: readonly string[];
}

interface Kept {
  readonly days: readonly { readonly weekday: Weekday; readonly windows: readonly Opening[] }[];
  readonly holidays: readonly string[];
}

const usual: readonly Opening[] = [{ from: '09:00', to: '18:00' }];

/** Where all time counts, what a week usually is, to begin with. */
export function hoursOf(kept: Kept | null): Hours {
  const week = Object.fromEntries(
    weekdays.map((day) => {
      const open = kept?.days.find(({ weekday }) => weekday === day)?.windows;
      return [day, kept ? (open ?? []) : day === 'SAT' || day === 'SUN' ? [] : usual];
    }),
  ) as Record<Weekday, readonly Opening[]>;
  return { all: kept === null, week, holidays: kept?.holidays ?? [] };
}

export function inputOf({ all, week, holidays }: Hours): BusinessHoursInput | null {
  if (all) return null;
  return {
    days: weekdays.filter((day) => week[day].length > 0).map((weekday) => ({ weekday, windows: week[weekday] })),
    holidays: [...holidays].sort(),
  };
}

export type WrongOpening = 'notTime' | 'afterStart' | 'overlap';

/** What is wrong with each opening of a day, in the order given. Times of 24 hours stand in order as texts do. */
export function wrongOpenings(openings: readonly Opening[]): readonly (WrongOpening | null)[] {
  return openings.map(({ from, to }, at) => {
    if (!isTime(from) || !isTime(to)) return 'notTime';
    if (to <= from) return 'afterStart';
    return openings.slice(0, at).some((other) => from < other.to && other.from < to) ? 'overlap' : null;
  });
}

export const isWrong = ({ all, week }: Hours): boolean =>
  !all && (isShut(week) || weekdays.some((day) => wrongOpenings(week[day]).some((wrong) => wrong !== null)));

export const isShut = (week: Week): boolean => weekdays.every((day) => week[day].length === 0);

/** Where the last opening ends, one more of at most four hours. */
export function nextOpening(openings: readonly Opening[]): Opening {
  const last = openings.at(-1);
  if (!last || !isTime(last.to)) return usual[0] ?? { from: '', to: '' };
  const from = Math.min(Number(last.to.slice(0, 2)) + 1, 23);
  return { from: `${String(from).padStart(2, '0')}:00`, to: `${String(Math.min(from + 4, 24)).padStart(2, '0')}:00` };
}
