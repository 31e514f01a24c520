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
  erase: 'Padam data pelanggan',
  eraseAsk:
    'Tindakan ini tidak boleh dibatalkan. Yang hilang: kunci pelanggan (diganti dengan kunci rawak), nama dan atribut, serta semua teks pelanggan ini: mesej, komen dan nota. Yang kekal: semua angka, kes, skor, segmen dan wilayah, serta siapa yang mengendalikannya. Salinan dalam sistem lain anda dan dalam sandaran tidak disentuh.',
  eraseDo: 'Padam selama-lamanya',
  eraseBegun: 'Data pelanggan sedang dipadam. Mulai sekarang pelanggan ini tidak dapat dicari dengan kuncinya.',
  erased: 'Data pelanggan telah dipadam: kuncinya kini rawak dan teks telah tiada.',
  eraseFailed: 'Pemadaman gagal; sila cuba lagi.',
};
