import { kpiAt, type KpiRef } from '../kpis/kpi.js';
import type { QueryResolvers, ViewerResolvers } from '../schema/types.js';
import { scopeAt, tenantScope, type ScopeRef } from '../scopes/scope.js';
import type { Context } from '../session.js';

export interface Grant {
  readonly scope: ScopeRef;
  readonly kpis: readonly KpiRef[] | null;
  readonly origin: string;
}

export const viewerQuery: Required<Pick<QueryResolvers<Context>, 'viewer'>> = { viewer: (_, __, { session }) => session.me() };

export const viewerTypes: { readonly Viewer: ViewerResolvers<Context> } = {
  Viewer: {
    teams: ({ teams }) => teams?.map((key) => scopeAt('team', key)) ?? null,
    agent: ({ agent }) => (agent === null ? null : scopeAt('agent', agent)),
    widget: ({ widget }) =>
      widget && { scope: scopeAt(widget.level, widget.key), kpis: widget.kpis?.map(kpiAt) ?? null, origin: widget.origin },
    userId: ({ kind, id }, _, { session }) => (kind === 'person' ? session.ids.of('user', id) : null),
    tenant: () => tenantScope,
  },
};
