import type { Texts } from '../texts';

export const teams: Texts['teams'] = {
  title: '團隊',
  about: '所有團隊並列比較。點選團隊可查看其客服人員。',
  parent: '隸屬',
  none: '目前沒有您可查看的團隊。',
  area: '指標',
  agents: '客服人員',
  subteams: '下屬團隊',
  ranking: '客服人員排名',
  rankingAbout: (n: string) => `至少有 ${n} 個觀測值者，由佳至差。`,
  rankingNone: (n: string) => `此期間沒有人達到 ${n} 個觀測值。`,
  rankBy: '排名依據',
  position: '名次',
  notFound: '沒有這個團隊，或您無權查看。',
  members: (count: string) => `目前 ${count} 名客服人員`,
};
