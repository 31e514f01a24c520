import { failure } from '../node/problems.js';
import type { SubscriptionResolvers } from '../schema/types.js';
import { lookUp } from '../scopes/lookup.js';
import type { ScopeRef } from '../scopes/scope.js';
import { periodOf } from '../scorecards/input.js';
import type { ScorecardRef } from '../scorecards/scorecard.js';
import type { Context } from '../session.js';
import { watchAlerts } from './alerts.js';
import { freshly, said } from './told.js';

export const subscriptions: SubscriptionResolvers<Context> = {
  scorecardChanged: {
    subscribe: async (_, { scope: id, period, kpis }, context, info) => {
      const card = { period: periodOf(period), kpis: kpis ?? null, where: null };
      const content = await context.session.ids.open(id);
      const scope = content?.[0] === 'scope' ? await lookUp(content[1], content[2], context.session, info) : null;
      if (!scope) throw failure('NOT_FOUND', '"scope" is the id of no scope. Give the id of a tenant, team, agent or customer.');
      let after: string | null = null;
      const feed = await context.live.watch<ScorecardRef>(context.session.node, context.signal, {
        query: new URLSearchParams({ scope: nameOf(scope) }),
        // One is enough: it is read when it is asked for, with all changes until then.
        bound: 1,
        onOpen: (waiting) => void waiting.offer({ ...card, scope, after }),
        onMessage: ({ event, data }, waiting) => {
          if (event !== 'changed') return;
          after = positionIn(data) ?? after;
          waiting.offer({ ...card, scope, after });
        },
      });
      return freshly(feed, context);
    },
    resolve: said,
  },
  alertRaised: { subscribe: (_, __, context) => watchAlerts(context), resolve: said },
};

function nameOf(scope: ScopeRef): string {
  return scope.key === null ? 'tenant' : `${scope.level}:${scope.key}`;
}

function positionIn(data: string): string | null {
  try {
    const { position } = JSON.parse(data) as { readonly position?: unknown };
    return typeof position === 'string' ? position : null;
  } catch {
    return null;
  }
}
