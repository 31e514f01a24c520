import type { Texts } from '../texts';

export const customers: Texts['customers'] = {
  title: '客户',
  about: '按名称或代码搜索客户。',
  segment: '客群',
  region: '地区',
  since: '成为客户日期',
  none: '没有匹配的客户。',
  notFound: '没有这位客户，或您无权查看。',
  health: '健康度',
  figures: '指标',
  happened: '发生的事',
  contacts: '联系',
  cases: '工单',
  surveys: '评价',
  complaints: '投诉',
  noneInPeriod: '此期间没有记录。',
};
