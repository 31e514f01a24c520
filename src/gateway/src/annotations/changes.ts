import { change, idOf } from '../changes/change.js';
import type { NodeAnnotation } from '../node/management.js';
import type { MutationResolvers } from '../schema/types.js';
import type { Context } from '../session.js';

export const annotationChanges: Required<Pick<MutationResolvers<Context>, 'addAnnotation' | 'removeAnnotation'>> = {
  addAnnotation: (_, { input }, { session }) =>
    change(session, { annotation: null }, async () => ({
      annotation: await session.node.change<NodeAnnotation>('POST', '/v1/annotations', input),
    })),
  removeAnnotation: (_, { id }, { session }) =>
    change(session, { removed: false }, async () => {
      await session.node.change('DELETE', `/v1/annotations/${await idOf(session, 'annotation', id)}`);
      return { removed: true };
    }),
};
