import type {
  AgentConnectionResolvers,
  AgentResolvers,
  CustomerConnectionResolvers,
  CustomerResolvers,
  ScopeResolvers,
  TeamConnectionResolvers,
  TeamResolvers,
  TenantResolvers,
} from '../schema/types.js';
import type { Context, Session } from '../session.js';
import type { ConnectionInfo } from '../lists/list.js';
import { cohorts, rank, scopeFields } from './fields.js';
import { factsOf, lookUp } from './lookup.js';
import { readPage, readTeamsBelow, type Page } from './page.js';
import { scopeAt, type ScopeRef } from './scope.js';

const typeNames = { tenant: 'Tenant', team: 'Team', agent: 'Agent', customer: 'Customer' } as const;

export function typeOfScope(scope: ScopeRef): 'Tenant' | 'Team' | 'Agent' | 'Customer' {
  return typeNames[scope.level];
}

const connection = {
  edges: (page: Page) => page.scopes,
  nodes: (page: Page) => page.scopes,
  pageInfo: (page: Page, _: object, { session }: Context): ConnectionInfo => {
    const cursorAt = async (scope: ScopeRef | undefined): Promise<string | null> => (scope ? cursorOf(scope, session) : null);
    return {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: () => cursorAt(page.scopes[0]),
      endCursor: () => cursorAt(page.scopes.at(-1)),
    };
  },
};

const edge = {
  cursor: (scope: ScopeRef, _: object, { session }: Context): Promise<string> => cursorOf(scope, session),
  node: (scope: ScopeRef) => scope,
};

const countOf = (page: Page): number => {
  if (page.totalCount === null) throw new Error('The node gave no total.');
  return page.totalCount;
};

function cursorOf(scope: ScopeRef, session: Session): Promise<string> {
  return session.ids.cursor(scope.level, scope.key ?? '');
}

export const scopeTypes: {
  readonly Scope: ScopeResolvers<Context>;
  readonly Tenant: TenantResolvers<Context>;
  readonly Team: TeamResolvers<Context>;
  readonly Agent: AgentResolvers<Context>;
  readonly Customer: CustomerResolvers<Context>;
  readonly TeamConnection: TeamConnectionResolvers<Context>;
  readonly AgentConnection: AgentConnectionResolvers<Context>;
  readonly CustomerConnection: CustomerConnectionResolvers<Context>;
  readonly TeamEdge: typeof edge;
  readonly AgentEdge: typeof edge;
  readonly CustomerEdge: typeof edge;
} = {
  Scope: { __resolveType: typeOfScope },
  Tenant: {
    ...scopeFields,
    timeZone: async (_, __, { session }) => (await session.tenant()).timeZone,
    currency: async (_, __, { session }) => (await session.tenant()).currency,
    industry: async (_, __, { session }) => (await session.tenant()).industry,
    locale: async (_, __, { session }) => (await session.tenant()).locale,
    horizon: async (_, __, { session }) => (await session.tenant()).horizon,
    team: (_, { key }, { session }, info) => lookUp('team', key, session, info),
    agent: (_, { key }, { session }, info) => lookUp('agent', key, session, info),
    customer: (_, { key }, { session }, info) => lookUp('customer', key, session, info),
    teams: (_, args, { session }) => readPage(session, 'team', args),
    agents: (_, args, { session }) => readPage(session, 'agent', args),
    customers: (_, args, { session }) => readPage(session, 'customer', args),
    ranking: rank,
    cohorts,
  },
  Team: {
    ...scopeFields,
    parent: async (team, _, { session }) => {
      const key = (await factsOf(team, 'parent', session))?.parent;
      return key == null ? null : scopeAt('team', key);
    },
    teams: (team, args, { session }) => readTeamsBelow(session, team.key, args),
    agents: (team, args, { session }) => readPage(session, 'agent', { ...args, team: team.key }),
    ranking: rank,
  },
  Agent: {
    ...scopeFields,
    team: async (agent, _, { session }) => {
      const key = (await factsOf(agent, 'team', session))?.team;
      return key == null ? null : scopeAt('team', key);
    },
  },
  Customer: {
    ...scopeFields,
    segment: async (customer, _, { session }) => (await factsOf(customer, 'segment', session))?.segment,
    region: async (customer, _, { session }) => (await factsOf(customer, 'region', session))?.region,
    activeSince: async (customer, _, { session }) => (await factsOf(customer, 'activeSince', session))?.activeSince,
  },
  TeamConnection: { ...connection, totalCount: countOf },
  AgentConnection: { ...connection, totalCount: countOf },
  CustomerConnection: connection,
  TeamEdge: edge,
  AgentEdge: edge,
  CustomerEdge: edge,
};
