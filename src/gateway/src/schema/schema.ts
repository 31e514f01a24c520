import { readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';
import { createSchema } from 'graphql-yoga';
import { alertFields, alertTypes } from '../alerts/alerts.js';
import { alertChanges } from '../alerts/changes.js';
import { annotationFields, annotationTypes } from '../annotations/annotations.js';
import { annotationChanges } from '../annotations/changes.js';
import { auditFields, auditTypes } from '../audit/audit.js';
import { disputeChanges } from '../disputes/changes.js';
import { disputeFields, disputeTypes } from '../disputes/disputes.js';
import { evidenceTypes } from '../evidence/resolvers.js';
import { nodeQuery, nodeTypes } from '../ids/resolvers.js';
import { jobFields, jobTypes } from '../jobs/jobs.js';
import { keyChanges } from '../keys/changes.js';
import { keyFields, keyTypes } from '../keys/keys.js';
import { kpiChanges, kpiPreview } from '../kpis/changes.js';
import { customKpiFields, kpiQueries, kpiTypes } from '../kpis/resolvers.js';
import { subscriptions } from '../live/resolvers.js';
import { eraseChanges } from '../jobs/changes.js';
import { monthChanges } from '../months/changes.js';
import { monthFields } from '../months/months.js';
import { nowFields, nowTypes } from '../now/now.js';
import { userChanges } from '../people/changes.js';
import { userFields, userTypes } from '../people/users.js';
import { viewerQuery, viewerTypes } from '../people/viewer.js';
import { reportChanges, reportPayload } from '../reports/changes.js';
import { reportFields, reportTypes } from '../reports/reports.js';
import { lookUp } from '../scopes/lookup.js';
import { scopeTypes } from '../scopes/resolvers.js';
import { tenantScope } from '../scopes/scope.js';
import { scorecardTypes } from '../scorecards/resolvers.js';
import type { Context } from '../session.js';
import { settingsChanges, settingsPayload } from '../settings/changes.js';
import { settingsFields, settingsTypes } from '../settings/resolvers.js';
import { targetChanges } from '../targets/changes.js';
import { targetFields, targetTypes } from '../targets/resolvers.js';
import { widgetChanges } from '../widgets/changes.js';
import { widgetFields, widgetTypes } from '../widgets/widgets.js';
import { enumsOf } from './enums.js';
import { scalars } from './scalars.js';
import type { MutationResolvers, QueryResolvers, TenantResolvers } from './types.js';

const query: QueryResolvers<Context> = {
  ...kpiQueries,
  ...nodeQuery,
  ...viewerQuery,
  ...kpiPreview,
  tenant: () => tenantScope,
  scope: (_, { level, key }, { session }, info) => lookUp(level, key, session, info),
};

const tenant: TenantResolvers<Context> = {
  ...scopeTypes.Tenant,
  ...targetFields,
  ...alertFields,
  ...annotationFields,
  ...monthFields,
  ...customKpiFields,
  ...settingsFields,
  ...keyFields,
  ...userFields,
  ...widgetFields,
  ...auditFields,
  ...jobFields,
  ...disputeFields,
  ...reportFields,
  ...nowFields,
};

const mutation: MutationResolvers<Context> = {
  ...targetChanges,
  ...kpiChanges,
  ...widgetChanges,
  ...alertChanges,
  ...annotationChanges,
  ...settingsChanges,
  ...keyChanges,
  ...userChanges,
  ...monthChanges,
  ...eraseChanges,
  ...disputeChanges,
  ...reportChanges,
};

/** The SDL beside the package, from `src` as from `dist`. */
export function readSdl(): string {
  return readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
}

export function buildGatewaySchema(): GraphQLSchema {
  const typeDefs = readSdl();
  return createSchema<Context>({
    typeDefs,
    resolvers: {
      ...scalars,
      ...enumsOf(typeDefs),
      ...nodeTypes,
      ...scopeTypes,
      ...scorecardTypes,
      ...kpiTypes,
      ...targetTypes,
      ...evidenceTypes,
      ...alertTypes,
      ...annotationTypes,
      ...settingsTypes,
      ...keyTypes,
      ...viewerTypes,
      ...userTypes,
      ...widgetTypes,
      ...auditTypes,
      ...jobTypes,
      ...disputeTypes,
      ...reportTypes,
      ...nowTypes,
      Tenant: tenant,
      Team: { ...scopeTypes.Team, ...nowFields },
      ...settingsPayload,
      ...reportPayload,
      Query: query,
      Mutation: mutation,
      Subscription: subscriptions,
    },
  });
}
