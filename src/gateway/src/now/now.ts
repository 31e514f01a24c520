import { largestList, readList, type ListAsk } from '../lists/list.js';
import type { NodeAgentNow, NodeNow } from '../node/management.js';
import type { AgentNowResolvers, AgentStatus, NowResolvers } from '../schema/types.js';
import { scopeOf, type ScopeRef } from '../scopes/scope.js';
import type { Context, Session } from '../session.js';

/** What is now, of a team or (null) of all. */
export interface NowRef {
  readonly team: string | null;
}

const order: readonly AgentStatus[] = ['available', 'assisting', 'wrap', 'training', 'break', 'offline'];

function askOf({ team }: NowRef, status: AgentStatus | null): ListAsk {
  return { path: '/v1/now', query: { team, status } };
}

/** Counts and queues come with every page: they are taken from the first one of all agents, which is likely asked for too. */
async function boardOf(now: NowRef, session: Session): Promise<NodeNow> {
  return (await session.lists.page<NodeAgentNow>(askOf(now, null), largestList, null)) as NodeNow;
}

/** Of the tenant and of teams. */
export const nowFields = {
  now: ({ key: team }: ScopeRef): NowRef => ({ team }),
};

export const nowTypes: { readonly Now: NowResolvers<Context>; readonly AgentNow: AgentNowResolvers<Context> } = {
  Now: {
    at: async (now, _, { session }) => (await boardOf(now, session)).at,
    statuses: async (now, _, { session }) => {
      const { agents } = await boardOf(now, session);
      return order.map((status) => ({ status, agents: agents[status] }));
    },
    queues: async (now, _, { session }) => (await boardOf(now, session)).queues,
    capped: async (now, _, { session }) => (await boardOf(now, session)).capped,
    agents: (now, { status, first, after }, { session }) =>
      readList<NodeAgentNow>(session, askOf(now, status ?? null), { first: first ?? largestList, after }, ({ agent }) => agent),
  },
  AgentNow: {
    agent: ({ agent, name, team }) => scopeOf({ level: 'agent', key: agent, name, team }),
  },
};
