import type { Level } from '../generated/schema';
import type { Claims } from './token';

const levels: Readonly<Record<Claims['level'], Level>> = { tenant: 'TENANT', team: 'TEAM', agent: 'AGENT', customer: 'CUSTOMER' };

/** The scope that the token is for, as GraphQL names it: a tenant has a key there, too. */
export function levelOf({ level, key, tenant }: Claims): { readonly level: Level; readonly key: string } {
  return { level: levels[level], key: level === 'tenant' ? tenant : key };
}
