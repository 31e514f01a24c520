import type { Texts } from '../texts';

export const overview: Texts['overview'] = {
  about: (days: string) => `Prestasi khidmat pelanggan, ${days}.`,
  dataUpTo: (ago: string) => `Peristiwa terbaharu ${ago}`,
  noData: 'Belum ada peristiwa diterima. Hantar peristiwa atau import fail, dan nilai akan muncul di sini.',
  look: 'Di mana perlu dilihat',
  lookAbout: 'Yang paling merosot, dengan sampel yang mencukupi.',
  nothingWorse: 'Tiada yang merosot dengan ketara.',
  chooseCompare: 'Pilih perbandingan untuk melihat apa yang merosot.',
  why: 'Mengapa?',
  whyOf: (name: string) => `Mengapa ${name} berubah`,
  alerts: 'Amaran terbuka',
  noAlerts: 'Tiada amaran terbuka.',
  allAlerts: 'Semua amaran',
  targets: 'Sasaran',
  targetsMet: (met: string, all: string) => `${met} daripada ${all} dicapai`,
  noTargets: 'Tiada sasaran ditetapkan.',
  allOf: (area: string) => `Semua KPI: ${area}`,
  empty: 'Tiada apa-apa untuk diukur dalam tempoh ini.',
  without: (names: string) => `Belum ada apa-apa untuk diukur: ${names}`,
};
