import { format as enFormat } from '../../i18n/en/format';
import { periods as enPeriods } from '../../i18n/en/periods';
import { values as enValues } from '../../i18n/en/values';
import { format as msFormat } from '../../i18n/ms/format';
import { periods as msPeriods } from '../../i18n/ms/periods';
import { values as msValues } from '../../i18n/ms/values';
import { localeFor, type Locale, type Texts } from '../../i18n/texts';
import { format as zhHansFormat } from '../../i18n/zh-Hans/format';
import { periods as zhHansPeriods } from '../../i18n/zh-Hans/periods';
import { values as zhHansValues } from '../../i18n/zh-Hans/values';
import { format as zhHantFormat } from '../../i18n/zh-Hant/format';
import { periods as zhHantPeriods } from '../../i18n/zh-Hant/periods';
import { values as zhHantValues } from '../../i18n/zh-Hant/values';
import { en } from './en';
import { ms } from './ms';
import { zhHans } from './zh-Hans';
import { zhHant } from './zh-Hant';

type Widen<T> = T extends string
  ? string
  : T extends (...values: infer A) => string
    ? (...values: A) => string
    : { readonly [K in keyof T]: Widen<T[K]> };

/** The widgets' own words. */
export type WidgetTexts = Widen<typeof en>;

/** They are shown with those that the dashboard has for the same. */
export interface Words extends Pick<Texts, 'format' | 'periods' | 'values'> {
  readonly own: WidgetTexts;
}

const all: Readonly<Record<Locale, Words>> = {
  en: { own: en, format: enFormat, periods: enPeriods, values: enValues },
  'zh-Hant': { own: zhHant, format: zhHantFormat, periods: zhHantPeriods, values: zhHantValues },
  'zh-Hans': { own: zhHans, format: zhHansFormat, periods: zhHansPeriods, values: zhHansValues },
  ms: { own: ms, format: msFormat, periods: msPeriods, values: msValues },
};

export function wordsOf(locale: Locale): Words {
  return all[locale];
}

/** What the element says, else the page, else the browser. */
export function localeOf(element: Element): Locale {
  const said = element.getAttribute('locale') || element.closest('[lang]')?.getAttribute('lang') || document.documentElement.lang;
  return localeFor(said ? [said, ...navigator.languages] : navigator.languages);
}
