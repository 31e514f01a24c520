import type { Texts } from '../texts';

export const catalogue: Texts['catalogue'] = {
  title: 'KPI 目录',
  about: '所有 KPI、其含义及现状。',
  tier: '类型',
  BASIC: '运营',
  CUSTOMER: '以客户为中心',
  ADVANCED: '高级',
  anyTier: '所有类型',
  anyArea: '所有领域',
  area: '关键成果领域',
  levels: '层级',
  own: '自定义',
  variants: '包含变体',
  none: '没有匹配的 KPI。',
};
