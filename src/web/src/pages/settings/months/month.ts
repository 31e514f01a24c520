/** The first days of months that are over, the newest first, without those that are closed. */
export function openMonths(today: string, closed: readonly string[], most: number): readonly string[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const all = Array.from({ length: most }, (_, back) => new Date(Date.UTC(year, month - 2 - back, 1)).toISOString().slice(0, 10));
  return all.filter((day) => !closed.includes(day));
}
