import type { Texts } from '../texts';

export const parts: Texts['parts'] = {
  satisfaction: 'Kepuasan',
  effort: 'Usaha',
  sentiment: 'Sentimen',
  openCases: 'Kes terbuka',
  complaints: 'Aduan',
  recency: 'Hubungan terakhir',
};
