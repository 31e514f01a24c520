import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { preferences, showTheme } from './app/preferences';
import { textsOf } from './i18n/texts';
import './styles/tokens.css';
import './styles/base.css';

showTheme(preferences.theme());
const locale = preferences.locale();
document.documentElement.lang = locale;
const place = document.getElementById('app');
if (place) void textsOf(locale).then((texts) => createRoot(place).render(<App locale={locale} texts={texts} />));
