import type { Texts } from '../texts';

export const agents: Texts['agents'] = {
  card: 'Kad skor',
  cardAbout: (days: string) => `${days}, berbanding pasukan.`,
  teamValue: 'Pasukan',
  place: 'Tempat',
  trend: 'Trend',
  appraisal: 'Penilaian prestasi',
  appraisalAbout: 'Setiap bahagian dikira mengikut pemberatnya; yang berasaskan data terlalu sedikit tidak dikira.',
  part: 'Bahagian',
  weight: 'Pemberat',
  noTeam: 'Tiada pasukan hari ini',
  notFound: 'Tiada ejen sedemikian, atau angkanya bukan untuk anda lihat.',
  nothing: 'Tiada apa-apa untuk diukur dalam tempoh ini.',
  comments: 'Apa yang ditulis pelanggan',
  noComments: 'Tiada komen dalam tempoh ini.',
};
