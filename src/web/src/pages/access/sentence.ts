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

/** In the sentence already, or of no use to people. */
const untold = ['name', 'job', 'minter'];

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
export function detailsOf({ detail }: Entry, t: Texts): readonly { readonly label: string; readonly text: string }[] {
  return detail.flatMap(({ name, value }) => {
    if (untold.includes(name) || value === null) return [];
    const text = textOf(name, value, t);
    return text === '' ? [] : [{ label: has(t.auditLog.details, name) ? t.auditLog.details[name] : name, text }];
  });
}

/** What is no text is JSON; what was not so is not worth a line. */
function textOf(name: string, value: string, t: Texts): string {
  if (value === 'true') return t.auditLog.yes;
  if (value === 'false' || value === 'null') return '';
  if (!value.startsWith('[')) return wordOf(name, value, t);
  try {
    const items = JSON.parse(value) as unknown;
    return Array.isArray(items) ? items.map((item) => wordOf(name, String(item), t)).join(', ') : value;
  } catch {
    return value;
  }
}

/** Roles, levels and scopes as people call them; everything else as it is. */
function wordOf(name: string, value: string, t: Texts): string {
  const word = value.toUpperCase();
  if (name === 'role' && has(t.shell, word)) return String(t.shell[word]);
  if ((name === 'level' || name === 'levels') && has(t.levels, word)) return t.levels[word];
  return name === 'scopes' && has(t.access, word) ? String(t.access[word]) : value;
}
