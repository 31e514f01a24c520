import type { Texts } from '../texts';

export const parts: Texts['parts'] = {
  satisfaction: '滿意度',
  effort: '費力程度',
  sentiment: '情緒',
  openCases: '未結工單',
  complaints: '投訴',
  recency: '最近聯絡',
};
