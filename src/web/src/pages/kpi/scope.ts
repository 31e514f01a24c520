import { useMemo } from 'react';
import type { Filter } from '../../app/filter';
import type { Period } from '../../app/period';
import { scopeOf, type Level } from '../../app/scope';
import { useMay, useViewer } from '../../app/session';
import { useUrl } from '../../app/url';

/** The question of the page, for the views that ask for themselves. */
export interface Asked {
  readonly code: string;
  readonly level: Level;
  readonly key: string;
  readonly period: Period;
  readonly where: Filter | null;
}

/** Whose figures: those of the address, or the widest that the viewer has. */
export function useKpiScope(): { readonly level: Level; readonly key: string } {
  const { params } = useUrl();
  const { tenant, teams, agent } = useViewer();
  const { role } = useMay();
  const text = params.get('scope');
  const team = teams?.[0]?.key;
  return useMemo(() => {
    const scope = scopeOf(text);
    if (scope.level !== 'TENANT') return scope;
    if (role === 'AGENT' && agent) return { level: 'AGENT', key: agent.key };
    if (role === 'LEAD' && team !== undefined) return { level: 'TEAM', key: team };
    return { level: 'TENANT', key: tenant.key };
  }, [text, role, agent, team, tenant.key]);
}
