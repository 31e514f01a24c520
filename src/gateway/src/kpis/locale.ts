import { failure } from '../node/problems.js';

/** The text in the language asked for: as it is, by its script (zh-TW is zh-Hant), by its language, else in English. */
export function textIn(texts: Readonly<Record<string, string>>, locale: string): string {
  const { language, script } = parse(locale);
  const names = Object.keys(texts);
  const found =
    names.find((name) => name.toLowerCase() === locale.toLowerCase()) ??
    names.find((name) => name === `${language}-${script}`) ??
    names.find((name) => name === language) ??
    'en';
  return texts[found] ?? '';
}

function parse(locale: string): { readonly language: string; readonly script?: string | undefined } {
  try {
    return new Intl.Locale(locale).maximize();
  } catch {
    throw failure('BAD_INPUT', '"locale" is not a language tag. Give one such as "en", "zh-Hant", "zh-Hans" or "ms".');
  }
}
