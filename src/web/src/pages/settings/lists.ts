/** A list with the item at a place changed, moved by a step, or taken out. */
export const changedAt = <T>(items: readonly T[], at: number, change: Partial<T>): readonly T[] =>
  items.map((item, i) => (i === at ? { ...item, ...change } : item));

export function movedAt<T>(items: readonly T[], at: number, step: -1 | 1): readonly T[] {
  const [one, other] = [items[at], items[at + step]];
  if (one === undefined || other === undefined) return items;
  return items.map((item, i) => (i === at ? other : i === at + step ? one : item));
}

export const without = <T>(items: readonly T[], at: number): readonly T[] => items.filter((_, i) => i !== at);
