import type { Texts } from '../texts';

export const teams: Texts['teams'] = {
  title: 'Pasukan',
  about: 'Setiap pasukan bersebelahan. Pilih satu untuk melihat ejennya.',
  parent: 'Di bawah',
  none: 'Belum ada pasukan yang boleh anda lihat.',
  area: 'Angka',
  agents: 'Ejen',
  subteams: 'Pasukan di bawahnya',
  ranking: 'Kedudukan ejen',
  rankingAbout: (n: string) => `Yang mempunyai sekurang-kurangnya ${n} pemerhatian; terbaik dahulu.`,
  rankingNone: (n: string) => `Tiada sesiapa mempunyai sekurang-kurangnya ${n} pemerhatian dalam tempoh ini.`,
  rankBy: 'Disusun mengikut',
  position: 'Tempat',
  notFound: 'Tiada pasukan sedemikian, atau anda tidak boleh melihatnya.',
  members: (count: string) => `${count} ejen hari ini`,
};
