import type { Texts } from '../texts';

export const areas: Texts['areas'] = {
  SATISFACTION: '满意度',
  RESPONSIVENESS: '响应速度',
  RESOLUTION: '解决',
  QUALITY: '质量',
  EFFICIENCY: '效率与成本',
  LOYALTY: '忠诚度与收入',
};
