import { localeFor, locales, type Locale } from '../i18n/texts';

export type Theme = 'system' | 'light' | 'dark';

/** Of this browser. A browser that keeps nothing gets what is usual every time. */
function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // It holds until the page is closed.
  }
}

export const preferences = {
  locale(): Locale {
    const kept = read('carekpi.locale');
    return locales.find((one) => one === kept) ?? localeFor(navigator.languages);
  },
  setLocale: (locale: Locale): void => write('carekpi.locale', locale),
  theme(): Theme {
    const kept = read('carekpi.theme');
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  },
  setTheme(theme: Theme): void {
    write('carekpi.theme', theme);
    showTheme(theme);
  },
};

export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
