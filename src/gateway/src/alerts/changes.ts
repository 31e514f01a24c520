import { change, idOf } from '../changes/change.js';
import type { NodeAlert, NodeAlertRule } from '../node/management.js';
import type { MutationResolvers } from '../schema/types.js';
import type { Context } from '../session.js';

export const alertChanges: Required<Pick<MutationResolvers<Context>, 'acknowledgeAlert' | 'setAlertRule' | 'removeAlertRule'>> = {
  acknowledgeAlert: (_, { id }, { session }) =>
    change(session, { alert: null }, async () => {
      const alert = await idOf(session, 'alert', id);
      return { alert: await session.node.change<NodeAlert>('POST', `/v1/alerts/${alert}/acknowledge`) };
    }),
  setAlertRule: (_, { input: { id, ...rule } }, { session }) =>
    change(session, { alertRule: null }, async () => {
      if (id == null) return { alertRule: await session.node.change<NodeAlertRule>('POST', '/v1/alert-rules', rule) };
      // Changes are merged: a rule that is for every scope from now on has to say so.
      const path = `/v1/alert-rules/${await idOf(session, 'alertRule', id, 'id')}`;
      return { alertRule: await session.node.change<NodeAlertRule>('PATCH', path, { key: null, ...rule }) };
    }),
  removeAlertRule: (_, { id }, { session }) =>
    change(session, { removed: false }, async () => {
      await session.node.change('DELETE', `/v1/alert-rules/${await idOf(session, 'alertRule', id)}`);
      return { removed: true };
    }),
};
