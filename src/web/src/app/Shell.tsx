import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { Route as WouterRoute, Switch, useLocation } from 'wouter';
import { Boundary } from '../components/ErrorPart';
import { Button } from '../components/Button';
import { cx } from '../components/cx';
import { Icon } from '../components/Icon';
import { NoPage, Skeleton } from '../components/States';
import { Toasts } from '../components/Toast';
import { useTexts } from '../i18n/context';
import { AppLink } from './link';
import { Live } from './Live';
import { groups, routes } from './routes';
import type { Route } from './routes/route';
import { useMay, useViewer, type Role } from './session';
import './shell.css';
import { TopBar } from './TopBar';

const mayOpen = ({ roles }: Route, role: Role): boolean => roles === undefined || roles.includes(role);

/** What is around every page. */
export function Shell(): ReactNode {
  const t = useTexts();
  const [path] = useLocation();
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    setOpen(false);
    // A page that was gone to is read from its beginning.
    if (!first.current) {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    first.current = false;
  }, [path]);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t.shell.skip}
      </a>
      <Nav open={open} path={path} />
      {open && <button type="button" className="nav-shade" aria-label={t.common.close} onClick={() => setOpen(false)} />}
      <div className="shell-side">
        <TopBar
          menu={
            <Button
              className="nav-toggle"
              kind="quiet"
              icon="menu"
              aria-label={t.shell.openNavigation}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            />
          }
        />
        <Live />
        <main id="main" ref={main} tabIndex={-1}>
          <Boundary key={path}>
            <Suspense fallback={<Skeleton lines={6} />}>
              <Pages />
            </Suspense>
          </Boundary>
        </main>
      </div>
      <Toasts />
    </div>
  );
}

function Pages(): ReactNode {
  const t = useTexts();
  const { role } = useMay();
  return (
    <Switch>
      {routes.map((route) => (
        <WouterRoute key={route.path} path={route.path}>
          {(params) =>
            mayOpen(route, role) ? (
              <route.page key={route.path} params={params as Readonly<Record<string, string | undefined>>} />
            ) : (
              <NoPage action={<AppLink to="/">{t.shell.toOverview}</AppLink>}>{t.shell.notYours}</NoPage>
            )
          }
        </WouterRoute>
      ))}
      <WouterRoute>
        <NoPage action={<AppLink to="/">{t.shell.toOverview}</AppLink>}>{t.shell.notFound}</NoPage>
      </WouterRoute>
    </Switch>
  );
}

function Nav({ open, path }: { readonly open: boolean; readonly path: string }): ReactNode {
  const t = useTexts();
  const { tenant } = useViewer();
  const { role } = useMay();
  const shown = (Object.keys(groups) as (keyof typeof groups)[]).map((name) => ({
    name,
    items: (groups[name] as readonly Route[]).filter((route) => route.nav && mayOpen(route, role)),
  }));
  const isHere = (to: string): boolean => (to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`));
  return (
    <nav className={cx('nav', open && 'nav-open', 'no-print')} aria-label={t.shell.navigation}>
      <div className="nav-inner">
        <div className="nav-brand">
          <img src="/icon.svg" width={24} height={24} alt="" />
          <span>
            <strong>CareKpi</strong>
            <span className="nav-tenant">{tenant.name}</span>
          </span>
        </div>
        {shown
          .filter(({ items }) => items.length > 0)
          .map(({ name, items }) => (
            <div key={name} className="nav-group">
              <h2>{t.shell[name]}</h2>
              <ul>
                {items.map(({ path: to, nav }) => (
                  <li key={to}>
                    <AppLink to={to} className={isHere(to) ? 'nav-item nav-here' : 'nav-item'}>
                      {nav && <Icon name={nav.icon} />}
                      {nav?.label(t)}
                      {isHere(to) && <span className="visually-hidden" aria-current="page" />}
                    </AppLink>
                  </li>
                ))}
              </ul>
            </div>
          ))}
      </div>
    </nav>
  );
}
