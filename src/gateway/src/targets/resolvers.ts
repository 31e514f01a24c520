import type { TargetResolvers, TenantResolvers } from '../schema/types.js';
import { kpiAt } from '../kpis/kpi.js';
import { scopeAt } from '../scopes/scope.js';
import type { Context } from '../session.js';
import { allTargets } from './read.js';

export const targetFields: Required<Pick<TenantResolvers<Context>, 'allTargets'>> = { allTargets };

export const targetTypes: { readonly Target: TargetResolvers<Context> } = {
  Target: {
    id: ({ id }, _, { session }) => session.ids.of('target', id),
    scope: ({ level, key }) => scopeAt(level, key),
    kpi: ({ kpi }) => kpiAt(kpi),
  },
};
