import type { Texts } from '../texts';

export const annotations: Texts['annotations'] = {
  title: 'Nota',
  about: 'Apa yang berlaku pada hari tertentu. Nota dipaparkan di sebelah siri.',
  add: 'Tambah nota',
  none: 'Belum ada nota.',
  days: 'Hari',
  text: 'Apa yang berlaku',
  about1: 'Tentang',
  toHint: 'Kosong: satu hari',
  added: 'Nota ditambah',
  removeAsk: (text) => `Buang nota “${text}”?`,
};
