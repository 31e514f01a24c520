import type { Texts } from '../texts';

export const format: Texts['format'] = {
  days: ' 天',
  hours: ' 小时',
  minutes: ' 分',
  seconds: ' 秒',
  points: ' 个百分点',
  scorePoints: ' 分',
  perHour: ' / 小时',
  perYear: ' / 年',
};
