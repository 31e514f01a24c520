import { describe, expect, it } from 'vitest';
import { localeFor, locales, textsOf } from '../../src/i18n/texts';

type Tree = Readonly<Record<string, unknown>>;

/** Every text with its key; a sentence with its parameters' places marked. */
function flat(tree: Tree, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]): readonly (readonly [string, string])[] => {
    const name = `${path}${key}`;
    if (typeof value === 'string') return [[name, value]];
    if (typeof value === 'function') {
      const marks = Array.from({ length: value.length }, (_, at) => `{${at}}`);
      return [[name, String((value as (...values: string[]) => string)(...marks))]];
    }
    return flat(value as Tree, `${name}.`);
  });
}

const en = new Map(flat(await textsOf('en')));
/** The same in every language, or too short to tell. */
const same = new Set(['KPI', 'CSV', 'CareKpi', 'Tag', 'n = {0}', ' h', ' m', ' s']);

describe.each(locales.filter((locale) => locale !== 'en'))('the texts of %s', (locale) => {
  it('are all there, translated, and name every parameter', async () => {
    const texts = flat(await textsOf(locale));
    expect(texts.map(([key]) => key).sort()).toEqual([...en.keys()].sort());
    for (const [key, text] of texts) {
      const original = en.get(key) ?? '';
      expect([key, text.trim() === '']).toEqual([key, original.trim() === '']);
      expect([key, (text.match(/\{\d\}/g) ?? []).sort()]).toEqual([key, (original.match(/\{\d\}/g) ?? []).sort()]);
      if (locale !== 'ms' && !same.has(original)) expect([key, text]).not.toEqual([key, original]);
    }
  });
});

describe('the language of a browser', () => {
  it('is the first that there is', () => {
    expect(localeFor(['fr-FR', 'zh-HK', 'en'])).toBe('zh-Hant');
    expect(localeFor(['zh-TW'])).toBe('zh-Hant');
    expect(localeFor(['zh-CN'])).toBe('zh-Hans');
    expect(localeFor(['zh-Hans-HK'])).toBe('zh-Hans');
    expect(localeFor(['zh'])).toBe('zh-Hans');
    expect(localeFor(['ms-MY'])).toBe('ms');
    expect(localeFor(['fr'])).toBe('en');
  });
});
