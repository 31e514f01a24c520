import { kpiAt } from '../kpis/kpi.js';
import { readList } from '../lists/list.js';
import type { NodeWidgetEntry } from '../node/management.js';
import type { TenantResolvers, WidgetResolvers } from '../schema/types.js';
import type { Context } from '../session.js';

export const widgetList = { path: '/v1/widgets' };

export const widgetFields: Required<Pick<TenantResolvers<Context>, 'widgets'>> = {
  widgets: (_, args, { session }) => readList<NodeWidgetEntry>(session, widgetList, args, ({ id }) => id),
};

export const widgetTypes: { readonly Widget: WidgetResolvers<Context> } = {
  Widget: {
    id: ({ id }, _, { session }) => session.ids.of('widget', id),
    kpis: ({ kpis }) => kpis?.map(kpiAt) ?? null,
  },
};
