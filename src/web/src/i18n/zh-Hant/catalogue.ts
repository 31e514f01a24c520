import type { Texts } from '../texts';

export const catalogue: Texts['catalogue'] = {
  title: 'KPI 目錄',
  about: '所有 KPI、其含義及現況。',
  tier: '類型',
  BASIC: '營運',
  CUSTOMER: '以客戶為本',
  ADVANCED: '進階',
  anyTier: '所有類型',
  anyArea: '所有範疇',
  area: '關鍵成果領域',
  levels: '層級',
  own: '自訂',
  variants: '包含變體',
  none: '沒有符合的 KPI。',
};
