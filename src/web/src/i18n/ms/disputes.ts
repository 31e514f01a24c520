import type { Texts } from '../texts';

export const disputes: Texts['disputes'] = {
  title: 'Pertikaian',
  about: 'Jawapan pelanggan yang dikatakan tidak patut dikira. Ia dibangkitkan daripada bukti sesuatu KPI.',
  states: {
    OPEN: 'Terbuka',
    EXCLUDED: 'Dikecualikan',
    KEPT: 'Dikekalkan',
    WITHDRAWN: 'Ditarik balik',
  },
  none: 'Tiada pertikaian di sini.',
  answer: 'Jawapan',
  agent: 'Ejen',
  reason: 'Sebab tidak patut dikira',
  raised: 'Dibangkitkan',
  decide: 'Putuskan',
  again: 'Putuskan semula',
  decision: 'Keputusan',
  exclude: 'Tidak dikira lagi',
  keep: 'Dikira',
  why: 'Sebab',
  whyHint: '1 hingga 1,000 aksara; ejen dapat melihatnya',
  decided: 'Pertikaian diputuskan; setiap KPI jawapan itu mengikut',
  withdraw: 'Tarik balik',
  withdrawAsk: 'Tarik balik pertikaian anda? Jawapan itu dikira seperti biasa.',
  withdrawn: 'Pertikaian ditarik balik',
};
