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
  erase: '删除客户个人资料',
  eraseAsk:
    '此操作无法撤销。会移除：客户代码（改为随机代码）、名称与属性，以及此客户的所有文字：消息、评语与备注。会保留：所有数字、工单、评分、客群与地区，以及处理人员。您其他系统与备份中的副本不受影响。',
  eraseDo: '永久删除',
  eraseBegun: '正在删除客户个人资料。从现在起，无法再以原代码找到此客户。',
  erased: '已删除客户个人资料：代码已改为随机代码，文字已移除。',
  eraseFailed: '删除未完成，请再试一次。',
};
