import type { Texts } from '../texts';

export const annotations: Texts['annotations'] = {
  title: 'Nota',
  about: 'Apa yang berlaku pada sesuatu hari: harga baharu, gangguan, cuti. Carta memaparkannya di sebelah angka.',
  add: 'Tambah nota',
  none: 'Belum ada nota di sini.',
  days: 'Hari',
  text: 'Apa yang berlaku',
  textHint: 'Ringkas: ia dipaparkan di sebelah carta',
  from: 'Dari',
  to: 'Hingga',
  toHint: 'Kosong: hari itu sahaja',
  scope: 'Tentang',
  everything: 'semuanya',
  added: 'Nota telah ditambah',
  removeAsk: (text) => `Buang nota “${text}”? Carta tidak memaparkannya lagi.`,
};
