import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { Boundary, ErrorPart } from '../components/ErrorPart';
import { Spinner } from '../components/States';
import { FormatsProvider, LanguageProvider } from '../i18n/context';
import { textsOf, type Locale, type Texts } from '../i18n/texts';
import { preferences } from './preferences';
import { useSession, ViewerProvider } from './session';
import { Shell } from './Shell';
import { SignIn } from './SignIn';

export function App({ locale: first, texts: firstTexts }: { readonly locale: Locale; readonly texts: Texts }): ReactNode {
  const [language, setLanguage] = useState({ locale: first, t: firstTexts });
  useEffect(() => {
    document.documentElement.lang = language.locale;
  }, [language.locale]);
  const choose = useCallback((locale: Locale) => {
    preferences.setLocale(locale);
    void textsOf(locale).then((t) => setLanguage({ locale, t }));
  }, []);
  return (
    <LanguageProvider value={{ ...language, choose }}>
      <Boundary>
        <Signed />
      </Boundary>
    </LanguageProvider>
  );
}

function Signed(): ReactNode {
  const session = useSession();
  switch (session.kind) {
    case 'loading':
      return <Spinner />;
    case 'failed':
      return <ErrorPart problem={session.problem} retry={session.retry} />;
    case 'signedOut':
      return <SignIn ended={session.before} />;
    case 'signedIn':
      return (
        <ViewerProvider viewer={session.viewer}>
          <FormatsProvider place={session.viewer.tenant}>
            <Shell />
          </FormatsProvider>
        </ViewerProvider>
      );
  }
}
