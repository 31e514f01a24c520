import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Menu, MenuItem } from '../components/Menu';
import { PeriodPicker } from '../components/PeriodPicker';
import { useLanguage } from '../i18n/context';
import { localeNames, locales } from '../i18n/texts';
import { LiveDot } from './Live';
import { preferences, type Theme } from './preferences';
import { signOut, useViewer } from './session';

/** What is about now, or about no time at all: a period would change nothing there. */
const timeless = [
  'live',
  'targets',
  'alerts',
  'custom-kpis',
  'annotations',
  'disputes',
  'quality',
  'import',
  'reports',
  'access',
  'settings',
];

export function TopBar({ menu }: { readonly menu: ReactNode }): ReactNode {
  const [path] = useLocation();
  const timed = !timeless.includes(path.split('/')[1] ?? '');
  return (
    <header className="topbar no-print">
      {menu}
      <LiveDot />
      <span className="topbar-space" />
      {timed && (
        <div className="topbar-period">
          <PeriodPicker />
        </div>
      )}
      <LanguageMenu />
      <ThemeMenu />
      <AccountMenu />
    </header>
  );
}

export function LanguageMenu(): ReactNode {
  const { t, locale, choose } = useLanguage();
  return (
    <Menu label={t.shell.language} icon="globe">
      {(close) =>
        locales.map((one) => (
          <MenuItem
            key={one}
            lang={one}
            chosen={one === locale}
            onClick={() => {
              choose(one);
              close();
            }}
          >
            {localeNames[one]}
          </MenuItem>
        ))
      }
    </Menu>
  );
}

export function ThemeMenu(): ReactNode {
  const { t } = useLanguage();
  const [theme, setTheme] = useState(preferences.theme);
  const names: Readonly<Record<Theme, string>> = { system: t.shell.themeSystem, light: t.shell.themeLight, dark: t.shell.themeDark };
  return (
    <Menu label={t.shell.theme} icon="theme">
      {(close) =>
        (['system', 'light', 'dark'] as const).map((one) => (
          <MenuItem
            key={one}
            chosen={one === theme}
            onClick={() => {
              preferences.setTheme(one);
              setTheme(one);
              close();
            }}
          >
            {names[one]}
          </MenuItem>
        ))
      }
    </Menu>
  );
}

function AccountMenu(): ReactNode {
  const { t } = useLanguage();
  const { name, email, role, tenant } = useViewer();
  return (
    <Menu label={t.shell.account} icon="person">
      {() => (
        <>
          <div className="account">
            <strong>{name}</strong>
            {email && <span className="muted">{email}</span>}
            <span className="muted">
              {tenant.name}
              {role && ` · ${t.shell[role]}`}
            </span>
          </div>
          <MenuItem onClick={() => void signOut()}>{t.shell.signOut}</MenuItem>
        </>
      )}
    </Menu>
  );
}
