import { change } from '../changes/change.js';
import type { NodeJob } from '../node/management.js';
import type { MutationResolvers } from '../schema/types.js';
import type { Context } from '../session.js';

export const eraseChanges: Required<Pick<MutationResolvers<Context>, 'eraseCustomer'>> = {
  eraseCustomer: (_, { input }, { session }) =>
    change(session, { job: null }, async () => ({
      job: await session.node.change<NodeJob>('POST', `/v1/customers/${encodeURIComponent(input.key)}/erase`),
    })),
};
