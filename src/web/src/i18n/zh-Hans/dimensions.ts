import type { Texts } from '../texts';

export const dimensions: Texts['dimensions'] = {
  CHANNEL: '渠道',
  QUEUE: '队列',
  TOPIC: '主题',
  PRIORITY: '优先级',
  TAG: '标签',
  SEGMENT: '客群',
  REGION: '地区',
};
