import type { Texts } from '../texts';

export const cohorts: Texts['cohorts'] = {
  title: 'Pengekalan mengikut kohort',
  about: 'Pelanggan mengikut bulan masuk: yang masih kekal, bulan demi bulan.',
  CUSTOMERS: 'Pelanggan',
  REVENUE: 'Hasil bulanan',
  of: 'Bagi',
  month: 'Bulan',
  size: 'Bermula dengan',
  age: (months: string) => `Bulan ${months}`,
  kept: (kept: string, percent: string) => `${kept} kekal, ${percent}`,
  none: 'Tiada pelanggan baharu dalam bulan-bulan ini.',
  scale: 'Bahagian yang kekal',
  hint: 'Bulan mengikut tempoh di atas; pilih setahun atau lebih.',
};
