import { readList } from '../lists/list.js';
import type { NodeUser } from '../node/management.js';
import type { TenantResolvers, UserResolvers } from '../schema/types.js';
import { scopeAt } from '../scopes/scope.js';
import type { Context } from '../session.js';

export const userList = { path: '/v1/users' };

export const userFields: Required<Pick<TenantResolvers<Context>, 'users'>> = {
  users: (_, args, { session }) => readList<NodeUser>(session, userList, args, ({ id }) => id),
};

export const userTypes: { readonly User: UserResolvers<Context> } = {
  User: {
    id: ({ id }, _, { session }) => session.ids.of('user', id),
    teams: ({ teams }) => (teams ?? []).map((key) => scopeAt('team', key)),
    agent: ({ agent }) => (agent == null ? null : scopeAt('agent', agent)),
  },
};
