import type { Texts } from '../texts';

export const session: Texts['session'] = {
  title: '登录 CareKpi',
  organisation: '机构代码',
  organisationHint: '机构的简称，例如 acme。',
  organisationWrong: '只能使用小写字母、数字和连字符。',
  withOrganisation: '使用机构账户继续',
  linkTitle: '或使用登录链接',
  linkHint: '请打开您收到的链接。链接只能使用一次，24 小时内有效；管理员可重新发送。',
  ended: '您已退出登录。',
  tagline: '客户服务的现状、该关注之处，以及变化的原因。',
};
