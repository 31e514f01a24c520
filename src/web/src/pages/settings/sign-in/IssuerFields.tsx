import type { ReactNode } from 'react';
import { Button } from '../../../components/Button';
import { Field, Select } from '../../../components/Field';
import { Choices } from '../../../components/form/Choices';
import type { Role } from '../../../generated/schema';
import { useTexts } from '../../../i18n/context';
import { changedAt, without } from '../lists';
import { algorithms, type Issuer, type WrongIssuer } from './issuers';

const claims = ['role', 'teams', 'agent'] as const;
const roles: readonly Role[] = ['ADMIN', 'LEAD', 'AGENT'];

export function IssuerFields({
  issuer,
  wrong,
  refused,
  put,
}: {
  readonly issuer: Issuer;
  readonly wrong: WrongIssuer;
  readonly refused: (name: string) => string | null;
  readonly put: (change: Partial<Issuer>) => void;
}): ReactNode {
  const t = useTexts();
  const words = t.rules.signIn;
  const address = wrong.issuer === 'twice' ? words.twice : wrong.issuer && t.forms[wrong.issuer];
  const inside =
    wrong.algorithms !== undefined || wrong.roles.some(Boolean) || ['algorithms', 'claims', 'roles'].some((name) => refused(name));
  return (
    <>
      <div className="form-pair">
        <Field
          label={words.issuer}
          hint={words.issuerHint}
          type="url"
          value={issuer.issuer}
          onChange={(event) => put({ issuer: event.target.value })}
          error={address ?? refused('issuer')}
        />
        <Field
          label={words.audience}
          hint={words.audienceHint}
          value={issuer.audience}
          onChange={(event) => put({ audience: event.target.value })}
          error={wrong.audience ? t.forms[wrong.audience] : refused('audience')}
        />
      </div>
      <div className="form-pair">
        <Field
          label={words.clientId}
          hint={words.clientIdHint}
          autoComplete="off"
          value={issuer.clientId}
          onChange={(event) => put({ clientId: event.target.value })}
          error={refused('clientId')}
        />
        <Secret issuer={issuer} error={refused('clientSecret')} put={put} />
      </div>
      <details className="issuer-more" open={inside || undefined}>
        <summary>{words.advanced}</summary>
        <div className="form">
          <Choices
            label={words.algorithms}
            options={algorithms.map((value) => ({ value: value as string, label: value }))}
            chosen={issuer.algorithms}
            onChange={(chosen) => put({ algorithms: chosen })}
            error={wrong.algorithms ? words.oneAlgorithm : refused('algorithms')}
          />
          <fieldset className="choices">
            <legend>{words.claims}</legend>
            <div className="form-pair">
              {claims.map((name) => (
                <Field
                  key={name}
                  label={words[`${name}Claim`]}
                  value={issuer.claims[name]}
                  placeholder={`carekpi_${name}`}
                  onChange={(event) => put({ claims: { ...issuer.claims, [name]: event.target.value } })}
                  error={refused(`claims.${name}`)}
                />
              ))}
            </div>
          </fieldset>
          <fieldset className="choices">
            <legend>{words.roles}</legend>
            <p className="field-hint">{words.rolesHint}</p>
            {issuer.roles.map(({ value, role }, at) => {
              const one = wrong.roles[at];
              return (
                <div key={at} className="role-row">
                  <Field
                    label={words.value}
                    value={value}
                    onChange={(event) => put({ roles: changedAt(issuer.roles, at, { value: event.target.value }) })}
                    error={one === 'twice' ? words.twice : one ? t.forms[one] : refused(`roles.${value}`)}
                  />
                  <Select
                    label={words.role}
                    value={role}
                    onChange={(event) => put({ roles: changedAt(issuer.roles, at, { role: event.target.value as Role }) })}
                    options={roles.map((each) => ({ value: each, label: t.shell[each] }))}
                  />
                  <Button
                    kind="quiet"
                    icon="close"
                    aria-label={words.removeRole(value || String(at + 1))}
                    onClick={() => put({ roles: without(issuer.roles, at) })}
                  />
                </div>
              );
            })}
            <div className="row">
              <Button
                small
                disabled={issuer.roles.length >= 100}
                onClick={() => put({ roles: [...issuer.roles, { value: '', role: 'LEAD' }] })}
              >
                {words.addRole}
              </Button>
            </div>
          </fieldset>
        </div>
      </details>
    </>
  );
}

/** What is kept is never shown; it stays unless another one is typed. */
function Secret({
  issuer: { kept, secretIs, secret },
  error,
  put,
}: {
  readonly issuer: Issuer;
  readonly error: string | null;
  readonly put: (change: Partial<Issuer>) => void;
}): ReactNode {
  const t = useTexts();
  const words = t.rules.signIn;
  if (secretIs === 'typed') {
    return (
      <div className="form">
        <Field
          label={words.secret}
          hint={words.secretHint}
          type="password"
          autoComplete="new-password"
          value={secret}
          onChange={(event) => put({ secret: event.target.value })}
          error={error}
        />
        {kept && (
          <div className="row">
            <Button small onClick={() => put({ secretIs: 'kept', secret: '' })}>
              {words.keep}
            </Button>
          </div>
        )}
      </div>
    );
  }
  return (
    <div className="field" role="group" aria-label={words.secret}>
      <span className="field-label">{words.secret}</span>
      <p className="secret-kept">{secretIs === 'kept' ? words.kept : words.dropped}</p>
      <div className="row">
        {secretIs === 'kept' ? (
          <>
            <Button small onClick={() => put({ secretIs: 'typed' })}>
              {words.replace}
            </Button>
            <Button small kind="quiet" onClick={() => put({ secretIs: 'dropped' })}>
              {words.drop}
            </Button>
          </>
        ) : (
          <Button small onClick={() => put({ secretIs: 'kept' })}>
            {words.keep}
          </Button>
        )}
      </div>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
