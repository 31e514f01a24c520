import { useState, type ReactNode } from 'react';
import { Button } from '../components/Button';
import { Card } from '../components/Card';
import { Field } from '../components/Field';
import { useTexts } from '../i18n/context';
import './shell.css';
import { LanguageMenu, ThemeMenu } from './TopBar';

const organisationKey = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Wherever nobody is signed in. After it the same address is shown. */
export function SignIn({ ended }: { readonly ended: boolean }): ReactNode {
  const t = useTexts();
  const [tenant, setTenant] = useState('');
  const [tried, setTried] = useState(false);
  const good = organisationKey.test(tenant);
  const to = location.pathname === '/sign-in' ? '/' : location.pathname + location.search;
  return (
    <main className="sign-in" id="main">
      <div className="sign-in-frame">
        <div className="row apart">
          <img src="/icon.svg" width={40} height={40} alt="" />
          <div className="row">
            <LanguageMenu />
            <ThemeMenu />
          </div>
        </div>
        <div className="sign-in-brand">
          <h1>{t.session.title}</h1>
          <p className="muted">{t.session.tagline}</p>
        </div>
        {ended && <p role="status">{t.session.ended}</p>}
        <Card>
          <form
            className="stack"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              setTried(true);
              if (good) location.assign(`/auth/login?tenant=${tenant}&to=${encodeURIComponent(to)}`);
            }}
          >
            <Field
              label={t.session.organisation}
              hint={t.session.organisationHint}
              error={tried && !good ? t.session.organisationWrong : null}
              value={tenant}
              maxLength={63}
              autoCapitalize="none"
              autoComplete="organization"
              spellCheck={false}
              onChange={(event) => setTenant(event.target.value.trim().toLowerCase())}
            />
            <Button type="submit" kind="main">
              {t.session.withOrganisation}
            </Button>
          </form>
        </Card>
        <Card title={t.session.linkTitle}>
          <p className="muted">{t.session.linkHint}</p>
        </Card>
      </div>
    </main>
  );
}
