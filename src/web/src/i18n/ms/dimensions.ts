import type { Texts } from '../texts';

export const dimensions: Texts['dimensions'] = {
  CHANNEL: 'Saluran',
  QUEUE: 'Barisan',
  TOPIC: 'Topik',
  PRIORITY: 'Keutamaan',
  TAG: 'Tag',
  SEGMENT: 'Segmen',
  REGION: 'Wilayah',
};
