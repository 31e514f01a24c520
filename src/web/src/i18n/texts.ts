import type { en } from './en';

/** The same keys with other words: a text stays a text, a sentence keeps its parameters. */
type Widen<T> = T extends string
  ? string
  : T extends (...values: infer A) => string
    ? (...values: A) => string
    : { readonly [K in keyof T]: Widen<T[K]> };

/** Every text of the dashboard in one language. */
export type Texts = Widen<typeof en>;
export type Area = keyof Texts;
export type DurationWords = Texts['format'];

export const locales = ['en', 'zh-Hant', 'zh-Hans', 'ms'] as const;
export type Locale = (typeof locales)[number];

/** Each in itself, so that everybody finds the own one. */
export const localeNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  'zh-Hant': '繁體中文',
  'zh-Hans': '简体中文',
  ms: 'Bahasa Melayu',
};

/** The first language of a browser that there is. */
export function localeFor(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const [language, ...rest] = tag.toLowerCase().split('-');
    if (language === 'zh') {
      const traditional = rest.includes('hant') || (!rest.includes('hans') && rest.some((part) => ['tw', 'hk', 'mo'].includes(part)));
      return traditional ? 'zh-Hant' : 'zh-Hans';
    }
    if (language === 'en' || language === 'ms') return language;
  }
  return 'en';
}

export async function textsOf(locale: Locale): Promise<Texts> {
  switch (locale) {
    case 'en':
      return (await import('./en')).en;
    case 'zh-Hant':
      return (await import('./zh-Hant')).zhHant;
    case 'zh-Hans':
      return (await import('./zh-Hans')).zhHans;
    case 'ms':
      return (await import('./ms')).ms;
  }
}
