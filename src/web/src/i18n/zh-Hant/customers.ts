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
  erase: '刪除客戶個人資料',
  eraseAsk:
    '此操作無法復原。會移除：客戶代碼（改為隨機代碼）、名稱與屬性，以及此客戶的所有文字：訊息、評語與備註。會保留：所有數字、工單、評分、客群與地區，以及處理人員。您其他系統與備份中的副本不受影響。',
  eraseDo: '永久刪除',
  eraseBegun: '正在刪除客戶個人資料。從現在起，無法再以原代碼找到此客戶。',
  erased: '已刪除客戶個人資料：代碼已改為隨機代碼，文字已移除。',
  eraseFailed: '刪除未完成，請再試一次。',
};
