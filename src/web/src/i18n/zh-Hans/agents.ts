import type { Texts } from '../texts';

export const agents: Texts['agents'] = {
  card: '绩效卡',
  cardAbout: (days: string) => `${days}，与团队相比。`,
  teamValue: '团队',
  place: '名次',
  trend: '趋势',
  appraisal: '绩效考核',
  appraisalAbout: '各部分按权重计算；数据不足者不计。',
  part: '部分',
  weight: '权重',
  noTeam: '目前不属于任何团队',
  notFound: '没有这位客服人员，或您无权查看其数据。',
  nothing: '此期间没有可衡量的数据。',
  comments: '客户留言',
  noComments: '此期间没有留言。',
};
