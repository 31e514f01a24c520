import { readList } from '../lists/list.js';
import type { NodeDispute } from '../node/management.js';
import type { DisputeResolvers, TenantResolvers } from '../schema/types.js';
import { scopeAt } from '../scopes/scope.js';
import type { Context } from '../session.js';

export const disputeList = { path: '/v1/disputes' };

export const disputeFields: Required<Pick<TenantResolvers<Context>, 'disputes'>> = {
  disputes: (_, { state, agent, ...args }, { session }) =>
    readList<NodeDispute>(session, { ...disputeList, query: { state, agent } }, args, ({ id }) => id),
};

export const disputeTypes: { readonly Dispute: DisputeResolvers<Context> } = {
  Dispute: {
    id: ({ id }, _, { session }) => session.ids.of('dispute', id),
    agent: ({ agent }) => (agent == null ? null : scopeAt('agent', agent)),
    team: ({ team }) => (team == null ? null : scopeAt('team', team)),
  },
};
