/** From when on a change holds, as a person chooses it. `at` is the time on the tenant's clock: 2026-03-01T09:00. */
export interface Moment {
  readonly kind: 'now' | 'at' | 'beginning';
  readonly at: string;
}

export const now: Moment = { kind: 'now', at: '' };

/** What a clock in the time zone shows at an instant, as if it were in UTC. */
function shownAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(instant));
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/** The instant at which the clock of a time zone shows `local`; of two the first, and after a gap as much later. null: it is no time. */
export function instantOf(local: string, timeZone: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(local)) return null;
  const shown = Date.parse(`${local}Z`);
  if (Number.isNaN(shown)) return null;
  const day = 86_400_000;
  // What is ahead of UTC a day before and a day after: where the clock is changed between, one of the two is right.
  const found = [shown - day, shown + day]
    .map((around) => shown - (shownAt(around, timeZone) - around))
    .filter((instant) => shownAt(instant, timeZone) === shown)
    .sort((a, b) => a - b);
  const instant = found[0] ?? shown - (shownAt(shown - day, timeZone) - (shown - day));
  return new Date(instant).toISOString();
}

export interface Step {
  /** null: from the beginning. */
  readonly validFrom: string | null;
  readonly given: readonly string[];
}

/** Instants from which on something else was set, the oldest first; null: the beginning. */
export function stepsOf(history: readonly Step[], names: readonly string[]): readonly (string | null)[] {
  const instants = history.filter(({ given }) => given.some((name) => names.includes(name))).map(({ validFrom }) => validFrom);
  return [...new Set(instants)].sort((a, b) => (a === null ? -1 : b === null ? 1 : Date.parse(a) - Date.parse(b)));
}

/** The next change after a moment: until then what is set now would hold. null: there is none. */
export function nextStep(steps: readonly (string | null)[], moment: Moment, instant: string | null, today: number): string | null {
  if (moment.kind === 'at' && instant === null) return null;
  const from = moment.kind === 'beginning' ? -Infinity : moment.kind === 'now' ? today : Date.parse(instant ?? '');
  return steps.find((step) => step !== null && Date.parse(step) > from) ?? null;
}
