import { readList } from '../lists/list.js';
import type { NodeAuditEntry, NodeLimits } from '../node/management.js';
import type { AuditEntryResolvers, LimitsResolvers, TenantResolvers } from '../schema/types.js';
import type { Context } from '../session.js';

export const auditFields: Required<Pick<TenantResolvers<Context>, 'audit' | 'limits'>> = {
  audit: (_, { action, actor, from, to, ...args }, { session }) =>
    readList<NodeAuditEntry>(session, { path: '/v1/audit', query: { action, actor, from, to } }, args, ({ id }) => id),
  limits: (_, __, { session }) => session.node.get<NodeLimits>('/v1/limits'),
};

export const auditTypes: { readonly AuditEntry: AuditEntryResolvers<Context>; readonly Limits: LimitsResolvers<Context> } = {
  AuditEntry: {
    detail: ({ detail }) =>
      Object.entries(detail ?? {}).map(([name, value]) => ({
        name,
        value: value === null || typeof value === 'string' ? value : JSON.stringify(value),
      })),
  },
  Limits: {
    requestsPerSecond: ({ limits }) => limits.requestsPerSecond,
    requestsPerSecondPerKey: ({ limits }) => limits.requestsPerSecondPerKey,
    ingestBytesPerSecond: ({ limits }) => limits.ingestBytesPerSecond,
    ingestBytesPerDay: ({ limits }) => limits.ingestBytesPerDay,
    subscriptions: ({ limits }) => limits.subscriptions,
    ingestBytesToday: ({ used }) => used.ingestBytesToday,
  },
};
