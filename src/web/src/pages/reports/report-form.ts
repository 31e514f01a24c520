import type { ScopeKey } from '../../app/scope';
import { isHttps, isTime } from '../../components/form/checks';
import type { CreateReportInput, ReportPeriod } from '../../generated/schema';
import type { Locale } from '../../i18n/texts';

export const everies: readonly ReportPeriod[] = ['WEEK', 'MONTH'];
const most = { kpis: 40, to: 20 };
const shortestSecret = 16;

export interface TypedReport {
  readonly name: string;
  readonly scope: ScopeKey;
  readonly kpis: readonly string[];
  readonly every: ReportPeriod;
  readonly at: string;
  readonly locale: Locale;
  readonly to: readonly string[];
  readonly url: string;
  readonly secret: string;
  readonly enabled: boolean;
}

export interface WrongReport {
  readonly name?: 'required';
  readonly kpis?: 'tooMany';
  readonly at?: 'notTime';
  readonly to?: 'needTarget' | 'tooManyTo';
  readonly url?: 'notHttps';
  readonly secret?: 'tooShort';
}

/** `signed`: the address that there is a secret for already; with another one it has to be given again. */
export function wrongReport({ name, kpis, at, to, url, secret }: TypedReport, signed: string | null): WrongReport {
  const address = url.trim();
  const needsSecret = address !== '' && (secret !== '' || address !== signed);
  return {
    ...(name.trim() === '' && { name: 'required' }),
    ...(kpis.length > most.kpis && { kpis: 'tooMany' }),
    ...((!isTime(at) || at === '24:00') && { at: 'notTime' }),
    ...(to.length === 0 && address === '' ? { to: 'needTarget' } : to.length > most.to && { to: 'tooManyTo' }),
    ...(address !== '' && !isHttps(address) && { url: 'notHttps' }),
    ...(needsSecret && secret.length < shortestSecret && { secret: 'tooShort' }),
  };
}

export function reportInput({ name, scope, kpis, every, at, locale, to, url, secret, enabled }: TypedReport): CreateReportInput {
  const address = url.trim();
  return {
    name: name.trim(),
    level: scope.level,
    key: scope.level === 'TENANT' ? null : scope.key,
    kpis: kpis.length === 0 ? null : kpis,
    every,
    at,
    locale,
    email: to.length === 0 ? null : { to },
    webhook: address === '' ? null : { url: address, ...(secret !== '' && { secret }) },
    enabled,
  };
}
