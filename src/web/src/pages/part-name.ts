import type { Texts } from '../i18n/texts';

/** Parts of a value have names that programs go by; those that are not known are shown as they are. */
export function partName(t: Texts, name: string): string {
  return (t.parts as Readonly<Record<string, string>>)[name] ?? name;
}
