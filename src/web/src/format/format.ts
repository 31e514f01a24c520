import type { DurationWords } from '../i18n/texts';

export type Direction = 'UP' | 'DOWN' | 'NONE';

/** What a tenant counts in. */
export interface Place {
  readonly currency: string;
  readonly timeZone: string;
}

/** "–": there is nothing to measure; it is never shown as 0. */
export const nothing = '–';
const minus = '−';

/** Numbers, times and days as one language writes them. */
export class Formats {
  readonly #kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

  constructor(
    readonly locale: string,
    private readonly words: DurationWords,
    readonly place: Place,
  ) {}

  number(value: number, digits = 0): string {
    return this.#number({ maximumFractionDigits: digits }).format(value).replace('-', minus);
  }

  /** 1.2K, 3.4M: for axes and small places. */
  compact(value: number): string {
    return this.#number({ notation: 'compact', maximumFractionDigits: 1 }).format(value).replace('-', minus);
  }

  percent(value: number, digits = 1): string {
    return this.#number({ style: 'percent', maximumFractionDigits: digits })
      .format(value / 100)
      .replace('-', minus);
  }

  money(value: number): string {
    const small = Math.abs(value) < 1_000;
    return this.#number({
      style: 'currency',
      currency: this.place.currency,
      currencyDisplay: 'narrowSymbol',
      ...(small ? {} : { maximumFractionDigits: 0 }),
    })
      .format(value)
      .replace('-', minus);
  }

  /** 4.4 MB: in the largest unit of a thousand. */
  bytes(value: number): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
    const step = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
    return this.#number({
      style: 'unit',
      unit: units[step] ?? 'byte',
      unitDisplay: step === 0 ? 'long' : 'short',
      maximumFractionDigits: step === 0 ? 0 : 1,
    }).format(value / 1_000 ** step);
  }

  /** The two largest parts: 3 m 12 s, 2 d 4 h. */
  duration(seconds: number): string {
    const sign = seconds < 0 ? minus : '';
    const all = Math.abs(seconds);
    const { days, hours, minutes, seconds: unit } = this.words;
    const part = (count: number, word: string): string => `${this.number(count)}${word}`;
    const two = (size: number, large: string, next: number, small: string): string => {
      const whole = Math.round(all / next);
      const first = Math.floor((whole * next) / size);
      const second = whole - (first * size) / next;
      return second > 0 ? `${part(first, large)} ${part(second, small)}` : part(first, large);
    };
    if (all < 10 && all !== Math.round(all)) return `${sign}${this.number(all, 1)}${unit}`;
    if (all < 59.5) return `${sign}${part(Math.round(all), unit)}`;
    if (all < 3_599.5) return sign + two(60, minutes, 1, unit);
    if (all < 86_370) return sign + two(3_600, hours, 60, minutes);
    return sign + two(86_400, days, 3_600, hours);
  }

  /** A KPI's value in its unit. */
  value(value: number | null, unit: string): string {
    if (value === null) return nothing;
    switch (unit) {
      case '%':
        return this.percent(value);
      case 's':
        return this.duration(value);
      case 'money':
        return this.money(value);
      case 'money/yr':
        return `${this.money(value)}${this.words.perYear}`;
      case 'per h':
        return `${this.number(value, 2)}${this.words.perHour}`;
      case 'n':
        return this.number(value, Number.isInteger(value) ? 0 : 1);
      case '1–5':
      case '−1…1':
        return this.number(value, 2);
      default:
        return this.number(value, 1);
    }
  }

  /** A difference of two values: with its sign; of percents in percentage points, of scores in points. */
  change(change: number, unit: string): string {
    const sign = change > 0 ? '+' : '';
    // A change that is there is not shown as none.
    const small = Math.abs(change) < 0.05;
    if (unit === '%') return this.#signed(change, small ? 2 : 1) + this.words.points;
    if (unit === 'points' || unit === '−100…100' || unit === '0–100') return this.#signed(change, small ? 2 : 1) + this.words.scorePoints;
    return sign + this.value(change, unit);
  }

  /** What is 0 when it is rounded has no sign. */
  #signed(value: number, digits: number): string {
    const text = this.number(value, digits);
    if (Number(value.toFixed(digits)) === 0) return text.replace(minus, '');
    return value > 0 ? `+${text}` : text;
  }

  changePercent(percent: number): string {
    return `${percent > 0 ? '+' : ''}${this.percent(percent)}`;
  }

  /** A day of the tenant's calendar, such as 2026-03-31: no time zone moves it. */
  day(day: string, style: 'short' | 'long' | 'weekday' = 'short'): string {
    const options: Intl.DateTimeFormatOptions =
      style === 'short'
        ? { day: 'numeric', month: 'short' }
        : style === 'weekday'
          ? { weekday: 'short', day: 'numeric', month: 'short' }
          : { day: 'numeric', month: 'short', year: 'numeric' };
    return this.#date({ ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
  }

  month(day: string): string {
    return this.#date({ month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
  }

  days(from: string, to: string): string {
    if (from === to) return this.day(from, 'long');
    const format = this.#date({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
    return format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
  }

  /** An instant, in the tenant's time zone. */
  instant(at: string): string {
    return this.#date({ dateStyle: 'medium', timeStyle: 'short', timeZone: this.place.timeZone }).format(new Date(at));
  }

  time(at: string): string {
    return this.#date({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: this.place.timeZone }).format(new Date(at));
  }

  /** How long ago, in the largest unit. */
  ago(at: string, now: number): string {
    const seconds = Math.round((Date.parse(at) - now) / 1000);
    const steps = [
      [60, 1, 'second'],
      [3_600, 60, 'minute'],
      [86_400, 3_600, 'hour'],
      [Infinity, 86_400, 'day'],
    ] as const;
    const [, size, unit] = steps.find(([below]) => Math.abs(seconds) < below) ?? steps[3];
    return new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
  }

  list(items: readonly string[]): string {
    return new Intl.ListFormat(this.locale, { type: 'conjunction' }).format(items);
  }

  #number(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const key = `n${JSON.stringify(options)}`;
    const known = this.#kept.get(key);
    if (known instanceof Intl.NumberFormat) return known;
    const made = new Intl.NumberFormat(this.locale, options);
    this.#kept.set(key, made);
    return made;
  }

  #date(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = `d${JSON.stringify(options)}`;
    const known = this.#kept.get(key);
    if (known instanceof Intl.DateTimeFormat) return known;
    const made = new Intl.DateTimeFormat(this.locale, options);
    this.#kept.set(key, made);
    return made;
  }
}
