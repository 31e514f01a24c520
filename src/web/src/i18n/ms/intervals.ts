import type { Texts } from '../texts';

export const intervals: Texts['intervals'] = {
  HOUR: 'Jam',
  DAY: 'Hari',
  WEEK: 'Minggu',
  MONTH: 'Bulan',
  QUARTER: 'Suku tahun',
  YEAR: 'Tahun',
};
