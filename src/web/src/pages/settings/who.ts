export interface Told {
  readonly at: string;
  readonly actor: { readonly kind: string; readonly name: string | null };
  readonly detail: readonly { readonly name: string; readonly value: string | null }[];
}

export interface Change {
  readonly at: string;
  /** null: the system, or somebody without a name. */
  readonly who: string | null;
  /** An instant, `beginning`, or null: from then on. */
  readonly from: string | null;
}

/** Of what the audit log tells, the changes that gave one of these settings. */
export function changesOf(entries: readonly Told[], names: readonly string[]): readonly Change[] {
  return entries
    .filter(({ detail }) => namesOf(detail.find(({ name }) => name === 'names')?.value).some((name) => names.includes(name)))
    .map(({ at, actor, detail }) => ({
      at,
      who: actor.name,
      from: detail.find(({ name }) => name === 'validFrom')?.value ?? null,
    }));
}

function namesOf(value: string | null | undefined): readonly string[] {
  try {
    const read: unknown = JSON.parse(value ?? '[]');
    return Array.isArray(read) ? read.map(String) : [];
  } catch {
    return [];
  }
}
