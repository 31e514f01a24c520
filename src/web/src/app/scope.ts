export type Level = 'TENANT' | 'TEAM' | 'AGENT' | 'CUSTOMER';

export interface ScopeKey {
  readonly level: Level;
  readonly key: string;
}

/** `team:billing`; the tenant, which needs no key, is `tenant`. Anything else is the tenant too. */
export function scopeOf(text: string | null): ScopeKey {
  const at = text?.indexOf(':') ?? -1;
  const key = text?.slice(at + 1) ?? '';
  const level = (['TEAM', 'AGENT', 'CUSTOMER'] as const).find((name) => name.toLowerCase() === text?.slice(0, at));
  return level && key !== '' ? { level, key } : { level: 'TENANT', key: '' };
}

export function scopeText({ level, key }: ScopeKey): string {
  return level === 'TENANT' ? 'tenant' : `${level.toLowerCase()}:${key}`;
}

/** The page of a scope. */
export function scopePath({ level, key }: ScopeKey): string {
  switch (level) {
    case 'TENANT':
      return '/';
    case 'TEAM':
      return `/teams/${encodeURIComponent(key)}`;
    case 'AGENT':
      return `/agents/${encodeURIComponent(key)}`;
    case 'CUSTOMER':
      return `/customers/${encodeURIComponent(key)}`;
  }
}
