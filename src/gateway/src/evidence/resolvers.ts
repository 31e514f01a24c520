import type { EvidenceResolvers } from '../schema/types.js';
import { scopeAt } from '../scopes/scope.js';
import type { Context } from '../session.js';

export const evidenceTypes: { readonly Evidence: EvidenceResolvers<Context> } = {
  Evidence: {
    customer: ({ customer }) => (customer == null ? null : scopeAt('customer', customer)),
    agent: ({ agent }) => (agent == null ? null : scopeAt('agent', agent)),
    team: ({ team }) => (team == null ? null : scopeAt('team', team)),
  },
};
