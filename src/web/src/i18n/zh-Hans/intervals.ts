import type { Texts } from '../texts';

export const intervals: Texts['intervals'] = {
  HOUR: '小时',
  DAY: '日',
  WEEK: '周',
  MONTH: '月',
  QUARTER: '季度',
  YEAR: '年',
};
