import type { NodeSettings } from '../../src/node/settings.js';

/** What holds now. */
export const settings: NodeSettings['effective'] = {
  serviceLevel: { mode: 'answeredOnly', thresholds: { voice: 20, chat: 60 }, shortAbandon: { voice: 5 } },
  repeatWindowDays: 7,
  businessHours: {
    hours: {
      mon: [
        ['09:00', '12:00'],
        ['13:00', '18:00'],
      ],
      sun: [],
    },
    holidays: ['2026-01-01'],
  },
  slaPolicies: [{ priority: ['high'], firstResponse: 3600, clock: 'business', pauseOnCustomer: true }, { resolution: 86400 }],
  tagDimensions: ['product'],
  retentionDays: null,
  weekStart: 'mon',
  fiscalYearStart: 4,
  discountRate: 0.1,
  peerBenchmarks: false,
  visibility: { agents: ['admin', 'lead'] },
  health: { weights: { satisfaction: 40 } },
  appraisal: {
    schemes: [
      { name: 'Voice', teams: ['billing'], parts: [{ kpi: 'csat', weight: 30, target: 85, minCount: 20 }] },
      { name: 'All', teams: null, parts: [{ kpi: 'first_response_time', weight: 1 }] },
    ],
  },
  oidc: {
    issuers: [
      {
        issuer: 'https://login.example.com',
        audience: 'carekpi',
        clientId: 'carekpi-web',
        clientSecret: 'what a node should never say',
        claims: { role: 'groups' },
        roles: { admins: 'admin' },
      },
    ],
  },
};
