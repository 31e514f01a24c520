import { change, idOf } from '../changes/change.js';
import type { NodeTarget } from '../node/protocol.js';
import type { MutationResolvers } from '../schema/types.js';
import type { Context } from '../session.js';

export const targetChanges: Required<Pick<MutationResolvers<Context>, 'setTarget' | 'removeTarget'>> = {
  setTarget: (_, { input }, { session }) =>
    change(session, { target: null }, async () => ({ target: await session.node.change<NodeTarget>('POST', '/v1/targets', input) })),
  removeTarget: (_, { id }, { session }) =>
    change(session, { removed: false }, async () => {
      await session.node.change('DELETE', `/v1/targets/${await idOf(session, 'target', id)}`);
      return { removed: true };
    }),
};
