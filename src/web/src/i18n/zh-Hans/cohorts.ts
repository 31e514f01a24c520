import type { Texts } from '../texts';

export const cohorts: Texts['cohorts'] = {
  title: '各同期群的留存',
  about: '按客户加入月份，逐月显示仍留存的比例。',
  CUSTOMERS: '客户',
  REVENUE: '每月收入',
  of: '衡量',
  month: '月份',
  size: '起始',
  age: (months: string) => `第 ${months} 个月`,
  kept: (kept: string, percent: string) => `留存 ${kept}，${percent}`,
  none: '这些月份没有新客户。',
  scale: '留存比例',
  hint: '月份依上方期间而定；选择一年以上可看到较长的留存。',
};
