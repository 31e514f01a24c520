import type { Texts } from '../texts';

export const intervals: Texts['intervals'] = {
  HOUR: '小時',
  DAY: '日',
  WEEK: '週',
  MONTH: '月',
  QUARTER: '季',
  YEAR: '年',
};
