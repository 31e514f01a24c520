import type { Texts } from '../texts';

export const session: Texts['session'] = {
  title: '登入 CareKpi',
  organisation: '機構代碼',
  organisationHint: '機構的簡稱，例如 acme。',
  organisationWrong: '只可使用小寫字母、數字和連字號。',
  withOrganisation: '以機構帳戶繼續',
  linkTitle: '或使用登入連結',
  linkHint: '請開啟您收到的連結。連結僅能使用一次，24 小時內有效；管理員可重新發送。',
  ended: '您已登出。',
  tagline: '客戶服務的現況、該關注之處，以及變化的原因。',
};
