import type { Texts } from '../texts';

export const levels: Texts['levels'] = {
  TENANT: '機構',
  TEAM: '團隊',
  AGENT: '客服人員',
  CUSTOMER: '客戶',
};
