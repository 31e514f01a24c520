import type { Texts } from '../texts';

export const cohorts: Texts['cohorts'] = {
  title: '各同期群的留存',
  about: '按客戶加入月份，逐月顯示仍留存的比例。',
  CUSTOMERS: '客戶',
  REVENUE: '每月收入',
  of: '衡量',
  month: '月份',
  size: '起始',
  age: (months: string) => `第 ${months} 個月`,
  kept: (kept: string, percent: string) => `留存 ${kept}，${percent}`,
  none: '這些月份沒有新客戶。',
  scale: '留存比例',
  hint: '月份依上方期間而定；選擇一年以上可看到較長的留存。',
};
