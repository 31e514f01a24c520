import type { NodeResolvers, QueryResolvers } from '../schema/types.js';
import { lookUp } from '../scopes/lookup.js';
import { typeOfScope } from '../scopes/resolvers.js';
import { tenantScope } from '../scopes/scope.js';
import type { Context } from '../session.js';
import { managedAt } from './managed.js';
import type { NodeRef } from './node-ref.js';

export const nodeTypes: { readonly Node: NodeResolvers<Context> } = {
  Node: {
    __resolveType: (node: NodeRef) => {
      if ('__typename' in node) return node.__typename;
      if ('level' in node) return typeOfScope(node);
      return 'code' in node ? 'Kpi' : 'Scorecard';
    },
  },
};

export const nodeQuery: Required<Pick<QueryResolvers<Context>, 'node'>> = {
  node: async (_, { id }, { session }, info) => {
    const content = await session.ids.open(id);
    if (content === null) return null;
    switch (content[0]) {
      case 'scope':
        return lookUp(content[1], content[2], session, info);
      case 'kpi': {
        const entry = (await session.kpis.all()).get(content[1]);
        return entry ? { code: entry.code, version: entry.version, entry } : null;
      }
      case 'scorecard': {
        const [, level, key, period, kpis, where] = content;
        const scope = key === null ? tenantScope : await lookUp(level, key, session, info);
        return scope && { scope, period, kpis, where, after: null };
      }
      default:
        return managedAt(session, content[0], content[1]);
    }
  },
};
