import type { Texts } from '../texts';

export const dimensions: Texts['dimensions'] = {
  CHANNEL: '渠道',
  QUEUE: '佇列',
  TOPIC: '主題',
  PRIORITY: '優先級',
  TAG: '標籤',
  SEGMENT: '客群',
  REGION: '地區',
};
