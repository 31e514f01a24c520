import { change, idOf } from '../changes/change.js';
import type { NodeWidgetEntry } from '../node/management.js';
import type { MutationResolvers } from '../schema/types.js';
import type { Context } from '../session.js';

interface Token {
  readonly token: string;
  readonly expiresAt: string;
}

export const widgetChanges: Required<
  Pick<MutationResolvers<Context>, 'issueWidgetToken' | 'createWidget' | 'updateWidget' | 'removeWidget'>
> = {
  issueWidgetToken: (_, { input }, { session }) =>
    change(session, { token: null, expiresAt: null }, () => session.node.change<Token>('POST', '/v1/widgets/tokens', input)),
  createWidget: (_, { input }, { session }) =>
    change(session, { widget: null }, async () => ({ widget: await session.node.change<NodeWidgetEntry>('POST', '/v1/widgets', input) })),
  updateWidget: (_, { input: { id, ...given } }, { session }) =>
    change(session, { widget: null }, async () => {
      const widget = await idOf(session, 'widget', id, 'id');
      return { widget: await session.node.change<NodeWidgetEntry>('PATCH', `/v1/widgets/${widget}`, given) };
    }),
  removeWidget: (_, { id }, { session }) =>
    change(session, { removed: false }, async () => {
      await session.node.change('DELETE', `/v1/widgets/${await idOf(session, 'widget', id)}`);
      return { removed: true };
    }),
};
