import type { ReactNode } from 'react';
import { useQuery } from '../../../api/query';
import { Button } from '../../../components/Button';
import { Card } from '../../../components/Card';
import { Copyable } from '../../../components/form/Once';
import { EmptyState, Loaded } from '../../../components/States';
import { SignInSettings, type SignInSettingsQuery } from '../../../generated/SignInSettings';
import { useTexts } from '../../../i18n/context';
import { useEditing } from '../editing';
import { Frame } from '../Frame';
import { History } from '../History';
import { changedAt } from '../lists';
import { Ordered } from '../Ordered';
import { SettingsForm } from '../SettingsForm';
import { IssuerFields } from './IssuerFields';
import { empty, inputOf, issuerOf, isWrong, most, wrongIssuer, type Issuer } from './issuers';

const all = {};

export default function SignInPage(): ReactNode {
  const query = useQuery(SignInSettings, all);
  return (
    <Frame section="sign-in">
      <Loaded query={query} lines={8}>
        {({ tenant }) => <IssuersForm settings={tenant.settings} />}
      </Loaded>
      <History names={['oidc']} />
    </Frame>
  );
}

function IssuersForm({ settings }: { readonly settings: SignInSettingsQuery['tenant']['settings'] }): ReactNode {
  const t = useTexts();
  const words = t.rules.signIn;
  const editing = useEditing<{ readonly issuers: readonly Issuer[] }>(settings, { issuers: settings.oidc.issuers.map(issuerOf) });
  const { issuers } = editing.form;
  const shuffle = (next: readonly Issuer[]): void => {
    // What was refused was refused at another place.
    editing.saving.clear();
    editing.put({ issuers: next });
  };
  return (
    <>
      <Card title={words.redirect}>
        <Copyable label={words.redirect} text={`${location.origin}/auth/callback`} />
      </Card>
      <SettingsForm
        title={words.title}
        about={words.about}
        editing={editing}
        wrong={issuers.some((_, at) => isWrong(issuers, at))}
        settings={() => ({ oidc: { issuers: issuers.map(inputOf) } })}
        shows={['oidc.issuers']}
      >
        {issuers.length === 0 && <EmptyState>{words.none}</EmptyState>}
        <Ordered items={issuers} nameOf={(_, at) => words.provider(String(at + 1))} onChange={shuffle}>
          {(issuer, at) => (
            <IssuerFields
              issuer={issuer}
              wrong={editing.tried ? wrongIssuer(issuers, at) : { roles: [] }}
              refused={(name) => editing.refused(`oidc.issuers.${at}.${name}`)}
              put={(change) => editing.put({ issuers: changedAt(issuers, at, change) })}
            />
          )}
        </Ordered>
        {editing.saving.mistakes.some(({ field }) => field?.at(-1) === 'issuers' || field?.at(-1) === 'oidc') && (
          <p className="field-error" role="alert">
            {editing.refused('oidc')}
          </p>
        )}
        <div className="row">
          <Button onClick={() => shuffle([...issuers, empty])} disabled={issuers.length >= most}>
            {words.add}
          </Button>
        </div>
      </SettingsForm>
    </>
  );
}
