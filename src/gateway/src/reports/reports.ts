import { kpiAt } from '../kpis/kpi.js';
import { readList } from '../lists/list.js';
import type { NodeDelivery, NodeReport } from '../node/management.js';
import type { ReportResolvers, TenantResolvers } from '../schema/types.js';
import { scopeAt } from '../scopes/scope.js';
import type { Context } from '../session.js';

export const reportList = { path: '/v1/reports' };

export const reportFields: Required<Pick<TenantResolvers<Context>, 'reports'>> = {
  reports: (_, args, { session }) => readList<NodeReport>(session, reportList, args, ({ id }) => id),
};

export function deliveriesOf(report: string): { readonly path: string } {
  return { path: `${reportList.path}/${report}/deliveries` };
}

export const reportTypes: { readonly Report: ReportResolvers<Context> } = {
  Report: {
    id: ({ id }, _, { session }) => session.ids.of('report', id),
    scope: ({ level, key }) => scopeAt(level, key),
    kpis: ({ kpis }) => kpis?.map(kpiAt) ?? null,
    deliveries: ({ id: report }, args, { session }) => readList<NodeDelivery>(session, deliveriesOf(report), args, ({ id }) => id),
    preview: ({ id }, { format }, { session }) => {
      session.budget.spendCostly();
      return session.node.text(`${reportList.path}/${id}/preview?format=${format}`);
    },
  },
};
