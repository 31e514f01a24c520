import { change } from '../changes/change.js';
import type { NodeMonth } from '../node/management.js';
import type { MutationResolvers } from '../schema/types.js';
import type { Context } from '../session.js';

export const monthChanges: Required<Pick<MutationResolvers<Context>, 'closeMonth' | 'reopenMonth'>> = {
  closeMonth: (_, { input }, { session }) =>
    change(session, { month: null }, async () => ({
      month: await session.node.change<NodeMonth>('POST', '/v1/months', { month: monthOf(input.month) }),
    })),
  reopenMonth: (_, { input }, { session }) =>
    change(session, { reopened: false }, async () => {
      await session.node.change('DELETE', `/v1/months/${monthOf(input.month)}`);
      return { reopened: true };
    }),
};

function monthOf(day: string): string {
  return day.slice(0, 7);
}
