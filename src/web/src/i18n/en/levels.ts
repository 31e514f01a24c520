export const levels = {
  TENANT: 'Organisation',
  TEAM: 'Team',
  AGENT: 'Agent',
  CUSTOMER: 'Customer',
} as const;
