import type { Level } from '../schema/types.js';
import type { NodeScope, ScopeAddress } from '../node/protocol.js';

/** A scope as far as it is known: what was not given with it is looked up when a query selects it. */
export interface ScopeRef {
  readonly level: Level;
  /** null for the tenant, whose key the credential decides. */
  readonly key: string | null;
  readonly facts: NodeScope | null;
}

export const tenantScope: ScopeRef = { level: 'tenant', key: null, facts: null };

export function scopeOf(facts: NodeScope): ScopeRef {
  return facts.level === 'tenant' ? tenantScope : { level: facts.level, key: facts.key, facts };
}

/** A scope of which only the key is known. */
export function scopeAt(level: Level, key: string | null | undefined): ScopeRef {
  return level === 'tenant' || key == null ? tenantScope : { level, key, facts: null };
}

export function addressOf(scope: ScopeRef): ScopeAddress {
  return scope.key === null ? { level: scope.level } : { level: scope.level, key: scope.key };
}
