import { change, idOf } from '../changes/change.js';
import type { NodeDispute } from '../node/management.js';
import type { MutationResolvers } from '../schema/types.js';
import type { Context } from '../session.js';

export const disputeChanges: Required<Pick<MutationResolvers<Context>, 'disputeSurvey' | 'decideDispute' | 'withdrawDispute'>> = {
  disputeSurvey: (_, { input }, { session }) =>
    change(session, { dispute: null }, async () => ({ dispute: await session.node.change<NodeDispute>('POST', '/v1/disputes', input) })),
  decideDispute: (_, { input: { id, ...decision } }, { session }) =>
    change(session, { dispute: null }, async () => {
      const dispute = await idOf(session, 'dispute', id, 'id');
      return { dispute: await session.node.change<NodeDispute>('POST', `/v1/disputes/${dispute}/decide`, decision) };
    }),
  withdrawDispute: (_, { id }, { session }) =>
    change(session, { withdrawn: false }, async () => {
      await session.node.change('DELETE', `/v1/disputes/${await idOf(session, 'dispute', id)}`);
      return { withdrawn: true };
    }),
};
