import type { Texts } from '../texts';

export const parts: Texts['parts'] = {
  satisfaction: '满意度',
  effort: '费力程度',
  sentiment: '情绪',
  openCases: '未结工单',
  complaints: '投诉',
  recency: '最近联系',
};
