import { kpiAt } from '../kpis/kpi.js';
import { itemOf, readList } from '../lists/list.js';
import type { NodeAlert, NodeAlertRule } from '../node/management.js';
import type { AlertResolvers, AlertRuleResolvers, TenantResolvers } from '../schema/types.js';
import { scopeAt, scopeOf } from '../scopes/scope.js';
import type { Context } from '../session.js';

export const alertList = { path: '/v1/alerts' };
export const ruleList = { path: '/v1/alert-rules' };

export const alertFields: Required<Pick<TenantResolvers<Context>, 'alerts' | 'alertRules'>> = {
  alerts: (_, { open, ...args }, { session }) => readList<NodeAlert>(session, { ...alertList, query: { open } }, args, ({ id }) => id),
  alertRules: (_, args, { session }) => readList<NodeAlertRule>(session, ruleList, args, ({ id }) => id),
};

export const alertTypes: { readonly Alert: AlertResolvers<Context>; readonly AlertRule: AlertRuleResolvers<Context> } = {
  Alert: {
    id: ({ id }, _, { session }) => session.ids.of('alert', id),
    scope: ({ scope }) => scopeOf(scope),
    kpi: ({ kpi }) => kpiAt(kpi),
    rule: ({ rule }, _, { session }) => (rule === null ? null : itemOf<NodeAlertRule>(session, ruleList, rule)),
  },
  AlertRule: {
    id: ({ id }, _, { session }) => session.ids.of('alertRule', id),
    scope: ({ level, key }) => (key == null && level !== 'tenant' ? null : scopeAt(level, key)),
    kpi: ({ kpi }) => kpiAt(kpi),
  },
};
