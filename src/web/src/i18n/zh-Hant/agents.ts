import type { Texts } from '../texts';

export const agents: Texts['agents'] = {
  card: '績效卡',
  cardAbout: (days: string) => `${days}，與團隊相比。`,
  teamValue: '團隊',
  place: '名次',
  trend: '趨勢',
  appraisal: '績效評核',
  appraisalAbout: '各部分按權重計算；資料不足者不計。',
  part: '部分',
  weight: '權重',
  noTeam: '目前不屬於任何團隊',
  notFound: '沒有這位客服人員，或您無權查看其數據。',
  nothing: '此期間沒有可衡量的資料。',
  comments: '客戶留言',
  noComments: '此期間沒有留言。',
};
