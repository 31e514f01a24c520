import type { Texts } from '../texts';

export const teams: Texts['teams'] = {
  title: '团队',
  about: '所有团队并列比较。点选团队可查看其客服人员。',
  parent: '隶属',
  none: '目前没有您可查看的团队。',
  area: '指标',
  agents: '客服人员',
  subteams: '下属团队',
  ranking: '客服人员排名',
  rankingAbout: (n: string) => `至少有 ${n} 个观测值者，由优到差。`,
  rankingNone: (n: string) => `此期间没有人达到 ${n} 个观测值。`,
  rankBy: '排名依据',
  position: '名次',
  notFound: '没有这个团队，或您无权查看。',
  members: (count: string) => `目前 ${count} 名客服人员`,
};
