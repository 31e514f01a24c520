import type { Texts } from '../texts';

export const overview: Texts['overview'] = {
  about: (days: string) => `客戶服務表現，${days}。`,
  dataUpTo: (ago: string) => `最新事件：${ago}`,
  noData: '尚未收到任何事件。傳送事件或匯入檔案後，數值會顯示在這裡。',
  look: '該關注之處',
  lookAbout: '樣本足夠且惡化最多的指標。',
  nothingWorse: '沒有明顯變差的指標。',
  chooseCompare: '選擇比較對象，即可查看變差的指標。',
  why: '原因',
  whyOf: (name: string) => `${name}變化的原因`,
  alerts: '未處理的警示',
  noAlerts: '沒有未處理的警示。',
  allAlerts: '全部警示',
  targets: '目標',
  targetsMet: (met: string, all: string) => `${all} 項中達標 ${met} 項`,
  noTargets: '尚未設定目標。',
  allOf: (area: string) => `全部 KPI：${area}`,
  empty: '此期間沒有可衡量的資料。',
  without: (names: string) => `尚無可衡量的資料：${names}`,
};
