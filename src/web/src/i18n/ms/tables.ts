import type { Texts } from '../texts';

export const tables: Texts['tables'] = {
  empty: 'Tiada apa-apa di sini.',
  rows: (count: string) => `${count} baris`,
  sortBy: (column: string) => `Isih mengikut ${column}`,
  asTable: 'Tunjukkan sebagai jadual',
  asChart: 'Tunjukkan sebagai carta',
  chooseScope: 'Pilih milik siapa',
  searchScope: 'Nama atau kunci',
  noMatch: 'Tiada padanan.',
};
