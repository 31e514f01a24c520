import type { Texts } from '../texts';

export const format: Texts['format'] = {
  days: ' 天',
  hours: ' 小時',
  minutes: ' 分',
  seconds: ' 秒',
  points: ' 個百分點',
  scorePoints: ' 分',
  perHour: ' / 小時',
  perYear: ' / 年',
};
