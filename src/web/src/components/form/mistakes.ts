/** What has to be mended, as the API says it. */
export interface Mistake {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code: string;
  readonly position?: number | null;
  readonly length?: number | null;
}

/** `settings.serviceLevel`: without the `input` that each begins with. */
function pathOf({ field }: Mistake): string {
  const path = field ?? [];
  return (path[0] === 'input' ? path.slice(1) : path).join('.');
}

const under = (path: string, name: string): boolean => path === name || path.startsWith(`${name}.`);

/** What is said of a field, or of what is in it. */
export function mistakeAt(mistakes: readonly Mistake[], name: string): string | null {
  return mistakes.find((one) => under(pathOf(one), name))?.message ?? null;
}

/** What belongs to none of the fields that show their own. */
export function otherMistakes(mistakes: readonly Mistake[], names: readonly string[]): readonly Mistake[] {
  return mistakes.filter((one) => !names.some((name) => under(pathOf(one), name)));
}
