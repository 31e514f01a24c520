import type { Texts } from '../texts';

export const customers: Texts['customers'] = {
  title: 'Pelanggan',
  about: 'Cari pelanggan mengikut nama atau kunci.',
  segment: 'Segmen',
  region: 'Wilayah',
  since: 'Pelanggan sejak',
  none: 'Tiada pelanggan sepadan.',
  notFound: 'Tiada pelanggan sedemikian, atau anda tidak boleh melihatnya.',
  health: 'Kesihatan',
  figures: 'Angka',
  happened: 'Apa yang berlaku',
  contacts: 'Hubungan',
  cases: 'Kes',
  surveys: 'Jawapan',
  complaints: 'Aduan',
  noneInPeriod: 'Tiada apa-apa dalam tempoh ini.',
};
