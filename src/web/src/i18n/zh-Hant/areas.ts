import type { Texts } from '../texts';

export const areas: Texts['areas'] = {
  SATISFACTION: '滿意度',
  RESPONSIVENESS: '回應速度',
  RESOLUTION: '解決',
  QUALITY: '品質',
  EFFICIENCY: '效率與成本',
  LOYALTY: '忠誠度與收入',
};
