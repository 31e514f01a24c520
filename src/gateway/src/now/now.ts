import { readList, type ListPage } from '../lists/list.js';
import type { NodeAgentNow, NodeNow } from '../node/management.js';
import type { AgentNowResolvers, AgentStatus, NowResolvers, TenantResolvers } from '../schema/types.js';
import { scopeOf } from '../scopes/scope.js';
import type { Context } from '../session.js';

/** One call of the node tells it all. */
export type NowRef = ListPage<NodeAgentNow, NodeNow>;

const statuses: readonly AgentStatus[] = ['available', 'assisting', 'wrap', 'training', 'break', 'offline'];

export const nowFields: Required<Pick<TenantResolvers<Context>, 'now'>> = {
  now: (_, { team, status, first, after }, { session }) =>
    readList<NodeAgentNow, NodeNow>(
      session,
      { path: '/v1/now', query: { team, status }, most: 1_000 },
      { first: first ?? 100, after },
      ({ agent }) => agent,
    ),
};

export const nowTypes: { readonly Now: NowResolvers<Context>; readonly AgentNow: AgentNowResolvers<Context> } = {
  Now: {
    at: ({ given }) => given.at,
    counts: ({ given }) => statuses.map((status) => ({ status, count: given.agents[status] })),
    queues: ({ given }) => given.queues,
    capped: ({ given }) => given.capped ?? false,
    agents: (page) => page,
  },
  AgentNow: { agent: ({ agent: key, name, team }) => scopeOf({ level: 'agent', key, name, team }) },
};
