import type { Texts } from '../../i18n/texts';

export interface Entry {
  readonly action: string;
  readonly actor: { readonly kind: string; readonly name: string | null };
  readonly target: string | null;
  readonly detail: readonly { readonly name: string; readonly value: string | null }[];
}

type Words = Texts['auditLog'];
type Sentence = (who: string, name: string) => string;

const has = <T extends object>(words: T, name: string): name is Extract<keyof T, string> => Object.hasOwn(words, name);

/** Where the target is a name that people know, and no id. */
const telling = ['kpi.defined', 'kpi.removed', 'month.closed', 'month.reopened'];

/** Who it was, as it is called. */
export function whoOf({ actor: { kind, name } }: Entry, words: Words): string {
  const known = has(words, kind) && ['operator', 'key', 'system'].includes(kind) ? String(words[kind]) : null;
  if (kind === 'system') return words.system;
  if (name === null || name === '') return known ?? words.unknown;
  return known === null ? name : `${name} (${known})`;
}

/** What was done, in one sentence; an action that has none here is told as it is called. */
export function sentenceOf(entry: Entry, words: Words): string {
  const who = whoOf(entry, words);
  if (!has(words.actions, entry.action)) return words.other(who, entry.action);
  const said = telling.includes(entry.action) ? entry.target : (entry.detail.find(({ name }) => name === 'name')?.value ?? null);
  const sentence: Sentence = words.actions[entry.action];
  return sentence(who, said === null || said === '' ? '' : words.named(said));
}

/** What else is said of it, as label and words; what is empty is not. */
export function detailsOf({ detail }: Entry, words: Words): readonly { readonly label: string; readonly text: string }[] {
  return detail.flatMap(({ name, value }) => {
    if (name === 'name' || value === null) return [];
    const text = textOf(value, words);
    return text === '' ? [] : [{ label: has(words.details, name) ? words.details[name] : name, text }];
  });
}

/** What is no text is JSON. */
function textOf(value: string, words: Words): string {
  if (value === 'true') return words.yes;
  if (value === 'false' || value === 'null') return value === 'false' ? words.no : '';
  if (!value.startsWith('[')) return value;
  try {
    const items = JSON.parse(value) as unknown;
    return Array.isArray(items) ? items.map(String).join(', ') : value;
  } catch {
    return value;
  }
}
