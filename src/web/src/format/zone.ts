/** Milliseconds by which the clocks of a zone are ahead of UTC at an instant. */
function aheadAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return (
    Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - Math.floor(at / 1000) * 1000
  );
}

/** The instant at which a day of a zone begins, such as 2026-03-31 in Asia/Kuala_Lumpur. */
export function beginOf(day: string, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const first = midnight - aheadAt(midnight, timeZone);
  // Near a change of the clocks the first guess looks at the wrong side of it.
  return new Date(midnight - aheadAt(first, timeZone)).toISOString();
}

/** The instant at which a day of a zone is over. */
export function endOf(day: string, timeZone: string): string {
  return beginOf(new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10), timeZone);
}

/** Today in a zone. */
export function today(timeZone: string, now = Date.now()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);
}
