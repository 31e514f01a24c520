import type { Texts } from '../texts';

export const customers: Texts['customers'] = {
  title: '客戶',
  about: '以名稱或代碼搜尋客戶。',
  segment: '客群',
  region: '地區',
  since: '成為客戶日期',
  none: '沒有符合的客戶。',
  notFound: '沒有這位客戶，或您無權查看。',
  health: '健康度',
  figures: '指標',
  happened: '發生的事',
  contacts: '聯絡',
  cases: '工單',
  surveys: '評價',
  complaints: '投訴',
  noneInPeriod: '此期間沒有紀錄。',
};
