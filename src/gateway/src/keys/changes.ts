import { change, idOf } from '../changes/change.js';
import type { NodeIssuedKey } from '../node/management.js';
import type { MutationResolvers } from '../schema/types.js';
import type { Context } from '../session.js';

export const keyChanges: Required<Pick<MutationResolvers<Context>, 'createKey' | 'revokeKey'>> = {
  createKey: (_, { input }, { session }) =>
    change(session, { key: null, secret: null }, async () => {
      const { key: secret, ...key } = await session.node.change<NodeIssuedKey>('POST', '/v1/keys', input);
      return { key, secret };
    }),
  revokeKey: (_, { id }, { session }) =>
    change(session, { revoked: false }, async () => {
      await session.node.change('DELETE', `/v1/keys/${await idOf(session, 'key', id)}`);
      return { revoked: true };
    }),
};
