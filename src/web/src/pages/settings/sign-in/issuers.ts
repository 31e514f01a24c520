import { isHttps } from '../../../components/form/checks';
import type { OidcIssuerInput, Role } from '../../../generated/schema';

export interface RoleOf {
  readonly value: string;
  readonly role: Role;
}

/** An issuer as it is typed. `kept`: a secret is there, and stays unless another one is typed or it is dropped. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  readonly kept: boolean;
  readonly secretIs: 'kept' | 'typed' | 'dropped';
  readonly secret: string;
  readonly algorithms: readonly string[];
  readonly claims: { readonly role: string; readonly teams: string; readonly agent: string };
  readonly roles: readonly RoleOf[];
}

/** What stands for a secret that is kept. */
const hidden = '***';
export const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'] as const;
export const most = 10;
export const empty: Issuer = {
  issuer: '',
  audience: 'carekpi',
  clientId: '',
  kept: false,
  secretIs: 'typed',
  secret: '',
  algorithms: ['RS256', 'ES256'],
  claims: { role: 'carekpi_role', teams: 'carekpi_teams', agent: 'carekpi_agent' },
  roles: [],
};

interface Kept extends Pick<Issuer, 'issuer' | 'audience' | 'algorithms' | 'claims' | 'roles'> {
  readonly clientId: string | null;
  readonly clientSecret: string | null;
}

export const issuerOf = ({ clientId, clientSecret, ...rest }: Kept): Issuer => ({
  ...rest,
  clientId: clientId ?? '',
  kept: clientSecret !== null,
  secretIs: clientSecret === null ? 'typed' : 'kept',
  secret: '',
});

export const inputOf = ({ issuer, audience, clientId, secretIs, secret, algorithms: signed, claims, roles }: Issuer): OidcIssuerInput => ({
  issuer: issuer.trim(),
  audience: audience.trim(),
  clientId: clientId.trim() || null,
  clientSecret: secretIs === 'kept' ? hidden : secretIs === 'dropped' ? null : secret || null,
  algorithms: signed,
  claims: { role: claims.role.trim() || null, teams: claims.teams.trim() || null, agent: claims.agent.trim() || null },
  roles: roles.map(({ value, role }) => ({ value: value.trim(), role })),
});

export interface WrongIssuer {
  readonly issuer?: 'required' | 'notHttps' | 'twice';
  readonly audience?: 'required';
  readonly algorithms?: 'oneAlgorithm';
  /** By place. */
  readonly roles: readonly ('required' | 'twice' | null)[];
}

export function wrongIssuer(issuers: readonly Issuer[], at: number): WrongIssuer {
  const one = issuers[at] ?? empty;
  const address = one.issuer.trim();
  const wrong =
    address === ''
      ? 'required'
      : !isHttps(address)
        ? 'notHttps'
        : issuers.findIndex(({ issuer }) => issuer.trim() === address) < at
          ? 'twice'
          : null;
  const values = one.roles.map(({ value }) => value.trim());
  return {
    ...(wrong && { issuer: wrong }),
    ...(one.audience.trim() === '' && { audience: 'required' }),
    ...(one.algorithms.length === 0 && { algorithms: 'oneAlgorithm' }),
    roles: values.map((value, i) => (value === '' ? 'required' : values.indexOf(value) < i ? 'twice' : null)),
  };
}

export function isWrong(issuers: readonly Issuer[], at: number): boolean {
  const { roles, ...rest } = wrongIssuer(issuers, at);
  return Object.keys(rest).length > 0 || roles.some((role) => role !== null);
}
