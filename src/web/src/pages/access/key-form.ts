import type { KeyScope, Level } from '../../generated/schema';
import { endOf } from '../../format/zone';

export const keyScopes: readonly KeyScope[] = ['INGEST', 'READ', 'EXPORT', 'WIDGET', 'MANAGE'];
export const levels: readonly Level[] = ['TENANT', 'TEAM', 'AGENT', 'CUSTOMER'];

export interface TypedKey {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly levels: readonly Level[];
  readonly networks: readonly string[];
  /** The last day; empty: it does not end. */
  readonly lastDay: string;
}

export interface WrongKey {
  readonly name?: 'required';
  readonly scopes?: 'needOne';
  readonly levels?: 'needOne';
  readonly expiresAt?: 'past';
}

export function wrongKey({ name, scopes, levels: chosen, lastDay }: TypedKey, today: string): WrongKey {
  return {
    ...(name.trim() === '' && { name: 'required' }),
    ...(scopes.length === 0 && { scopes: 'needOne' }),
    ...(scopes.includes('WIDGET') && chosen.length === 0 && { levels: 'needOne' }),
    ...(lastDay !== '' && lastDay < today && { expiresAt: 'past' }),
  };
}

/** A single address is a network of one. */
export function networkOf(text: string): string {
  if (text.includes('/')) return text;
  return `${text}/${text.includes(':') ? 128 : 32}`;
}

export function keyInput({ name, scopes, levels: chosen, networks, lastDay }: TypedKey, timeZone: string) {
  return {
    name: name.trim(),
    scopes,
    levels: scopes.includes('WIDGET') ? chosen : null,
    networks: networks.map(networkOf),
    expiresAt: lastDay === '' ? null : endOf(lastDay, timeZone),
  };
}

export type End = 'never' | 'expired' | 'soon' | 'later';

/** Whether somebody has to think of a new key. */
export function endingOf(expiresAt: string | null, now: number): End {
  if (expiresAt === null) return 'never';
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'expired';
  return left < 14 * 86_400_000 ? 'soon' : 'later';
}
