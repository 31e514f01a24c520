import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType, type GraphQLSchema } from 'graphql';
import { createSchema } from 'graphql-yoga';
import { subscriptions } from '../live/resolvers.js';
import { nodeQuery, nodeTypes } from '../ids/resolvers.js';
import { kpiQueries, kpiTypes } from '../kpis/resolvers.js';
import { scorecardTypes } from '../scorecards/resolvers.js';
import { lookUp } from '../scopes/lookup.js';
import { scopeTypes } from '../scopes/resolvers.js';
import { tenantScope } from '../scopes/scope.js';
import type { Context } from '../session.js';
import { scalars } from './scalars.js';
import type { QueryResolvers } from './types.js';

const query: QueryResolvers<Context> = {
  ...kpiQueries,
  ...nodeQuery,
  tenant: () => tenantScope,
  scope: (_, { level, key }, { session }, info) => lookUp(level, key, session, info),
};

/** The SDL beside the package, from `src` as from `dist`. */
export function readSdl(): string {
  return readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
}

/** Enums are the node's lower-case words inside; presets go to the node as they are. */
function enums(sdl: string): Record<string, Record<string, string>> {
  const types = Object.values(buildSchema(sdl).getTypeMap()).filter(isEnumType);
  return Object.fromEntries(
    types
      .filter(({ name }) => !name.startsWith('__') && name !== 'PeriodPreset')
      .map((type) => [type.name, Object.fromEntries(type.getValues().map(({ name }) => [name, name.toLowerCase()]))]),
  );
}

export function buildGatewaySchema(): GraphQLSchema {
  const typeDefs = readSdl();
  return createSchema<Context>({
    typeDefs,
    resolvers: {
      ...scalars,
      ...enums(typeDefs),
      ...nodeTypes,
      ...scopeTypes,
      ...scorecardTypes,
      ...kpiTypes,
      Query: query,
      Subscription: subscriptions,
    },
  });
}
