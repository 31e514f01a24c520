import type { Texts } from '../texts';

export const levels: Texts['levels'] = {
  TENANT: '机构',
  TEAM: '团队',
  AGENT: '客服人员',
  CUSTOMER: '客户',
};
