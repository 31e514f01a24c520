import { useState, type ReactNode } from 'react';
import { Button } from '../../components/Button';
import { Field, Select } from '../../components/Field';
import { isHttps } from '../../components/form/checks';
import { Choices } from '../../components/form/Choices';
import { useTexts } from '../../i18n/context';
import { changedAt, without } from './check';
import type { Known, SectionProps } from './page';
import { differs, SectionForm } from './SectionForm';

const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'] as const;
const roles = ['ADMIN', 'LEAD', 'AGENT'] as const;
/** As the API tells a secret that is kept. */
const keptSecret = '***';

interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly algorithms: readonly string[];
  readonly claims: { readonly role: string; readonly teams: string; readonly agent: string };
  readonly roles: readonly { readonly value: string; readonly role: (typeof roles)[number] }[];
}

const draftOf = ({ oidc }: Known): readonly Issuer[] =>
  oidc.issuers.map(({ issuer, audience, clientId, clientSecret, algorithms: names, claims, roles: values }) => ({
    issuer,
    audience,
    clientId: clientId ?? '',
    clientSecret: clientSecret ?? '',
    algorithms: names,
    claims: { role: claims.role, teams: claims.teams, agent: claims.agent },
    roles: values.map(({ value, role }) => ({ value, role })),
  }));
const fresh: Issuer = {
  issuer: '',
  audience: '',
  clientId: '',
  clientSecret: '',
  algorithms: ['RS256', 'ES256'],
  claims: { role: 'carekpi_role', teams: 'carekpi_teams', agent: 'carekpi_agent' },
  roles: [],
};

export function SignIn({ settings }: SectionProps): ReactNode {
  const t = useTexts();
  const known = draftOf(settings);
  const [draft, setDraft] = useState(known);
  const [tried, setTried] = useState(false);
  const wrong = ({ issuer, audience, algorithms: names, roles: values }: Issuer): boolean =>
    !isHttps(issuer) || audience.trim() === '' || names.length === 0 || values.some(({ value }) => value.trim() === '');
  const build = () => {
    if (draft.some(wrong)) return null;
    const issuers = draft.map((one) => ({ ...one, clientId: one.clientId.trim() || null, clientSecret: one.clientSecret || null }));
    return { oidc: { issuers } };
  };
  return (
    <SectionForm
      title={t.settings.sections['sign-in']}
      about={t.settings.oidcAbout}
      dirty={differs(draft, known)}
      when={false}
      build={build}
      onTried={() => setTried(true)}
    >
      {() => (
        <>
          <p className="muted">{t.settings.callback(`${location.origin}/auth/callback`)}</p>
          {draft.length === 0 && <p className="muted">{t.settings.noIssuers}</p>}
          {draft.map((one, at) => {
            const put = (change: Partial<Issuer>): void => setDraft(changedAt(draft, at, { ...one, ...change }));
            return (
              <div key={at} className="settings-item" role="group" aria-label={`${t.settings.issuer} ${one.issuer}`}>
                <div className="row apart">
                  <h3>{one.issuer || t.settings.issuer}</h3>
                  <Button kind="quiet" small aria-label={`${t.common.remove}: ${one.issuer}`} onClick={() => setDraft(without(draft, at))}>
                    {t.common.remove}
                  </Button>
                </div>
                <div className="form-pair">
                  <Field
                    label={t.settings.issuer}
                    type="url"
                    value={one.issuer}
                    onChange={(event) => put({ issuer: event.target.value.trim() })}
                    hint={t.settings.issuerHint}
                    error={tried && !isHttps(one.issuer) ? t.forms.notHttps : null}
                  />
                  <Field
                    label={t.settings.audience}
                    value={one.audience}
                    onChange={(event) => put({ audience: event.target.value })}
                    error={tried && one.audience.trim() === '' ? t.forms.required : null}
                  />
                </div>
                <div className="form-pair">
                  <Field
                    label={t.settings.clientId}
                    value={one.clientId}
                    onChange={(event) => put({ clientId: event.target.value })}
                    hint={t.settings.clientIdHint}
                  />
                  <Field
                    label={t.settings.clientSecret}
                    type="password"
                    autoComplete="new-password"
                    value={one.clientSecret}
                    onFocus={(event) => event.target.value === keptSecret && event.target.select()}
                    onChange={(event) => put({ clientSecret: event.target.value })}
                    hint={one.clientSecret === keptSecret ? t.settings.secretKept : undefined}
                  />
                </div>
                <Choices
                  label={t.settings.algorithms}
                  options={algorithms.map((value) => ({ value, label: value }))}
                  chosen={algorithms.filter((name) => one.algorithms.includes(name))}
                  onChange={(names) => put({ algorithms: names })}
                  error={tried && one.algorithms.length === 0 ? t.forms.required : null}
                />
                <div className="form-pair">
                  <Field
                    label={t.settings.claimRole}
                    value={one.claims.role}
                    onChange={(event) => put({ claims: { ...one.claims, role: event.target.value } })}
                  />
                  <Field
                    label={t.settings.claimTeams}
                    value={one.claims.teams}
                    onChange={(event) => put({ claims: { ...one.claims, teams: event.target.value } })}
                  />
                  <Field
                    label={t.settings.claimAgent}
                    value={one.claims.agent}
                    onChange={(event) => put({ claims: { ...one.claims, agent: event.target.value } })}
                  />
                </div>
                <div className="form" role="group" aria-label={t.settings.roles}>
                  <span className="field-label">{t.settings.roles}</span>
                  {one.roles.map((item, index) => (
                    <div key={index} className="settings-line">
                      <Field
                        label={t.settings.claimValue}
                        value={item.value}
                        onChange={(event) => put({ roles: changedAt(one.roles, index, { ...item, value: event.target.value }) })}
                        error={tried && item.value.trim() === '' ? t.forms.required : null}
                      />
                      <Select
                        label={t.settings.role}
                        value={item.role}
                        onChange={(event) =>
                          put({ roles: changedAt(one.roles, index, { ...item, role: event.target.value as (typeof roles)[number] }) })
                        }
                        options={roles.map((role) => ({ value: role, label: t.shell[role] }))}
                      />
                      <Button
                        kind="quiet"
                        small
                        icon="close"
                        aria-label={t.forms.removeItem(item.value)}
                        onClick={() => put({ roles: without(one.roles, index) })}
                      />
                    </div>
                  ))}
                  <div>
                    <Button small onClick={() => put({ roles: [...one.roles, { value: '', role: 'AGENT' }] })}>
                      {t.settings.addRole}
                    </Button>
                  </div>
                </div>
              </div>
            );
          })}
          <div>
            <Button onClick={() => setDraft([...draft, fresh])}>{t.settings.addIssuer}</Button>
          </div>
        </>
      )}
    </SectionForm>
  );
}
