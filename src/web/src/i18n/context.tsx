import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { Formats, type Place } from '../format/format';
import type { Locale, Texts } from './texts';

export interface Language {
  readonly locale: Locale;
  readonly t: Texts;
  readonly choose: (locale: Locale) => void;
}

const LanguageContext = createContext<Language | null>(null);
const FormatsContext = createContext<Formats | null>(null);

export const LanguageProvider = LanguageContext.Provider;

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('There is no language above.');
  return language;
}

/** The texts, by area: `useTexts().overview.title`. */
export function useTexts(): Texts {
  return useLanguage().t;
}

/** Numbers and times as the language writes them, in the currency and the time zone of the tenant. */
export function FormatsProvider({ place, children }: { readonly place: Place; readonly children: ReactNode }): ReactNode {
  const { locale, t } = useLanguage();
  const formats = useMemo(
    () => new Formats(locale, t.format, { currency: place.currency, timeZone: place.timeZone }),
    [locale, t, place.currency, place.timeZone],
  );
  return <FormatsContext.Provider value={formats}>{children}</FormatsContext.Provider>;
}

export function useFormats(): Formats {
  const formats = useContext(FormatsContext);
  if (!formats) throw new Error('There are no formats above.');
  return formats;
}
