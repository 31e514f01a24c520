import type { Texts } from '../texts';

export const disputes: Texts['disputes'] = {
  title: '爭議',
  about: '有人認為不應計算的客戶評價，可在 KPI 的佐證資料中提出。',
  states: {
    OPEN: '待處理',
    EXCLUDED: '不計算',
    KEPT: '維持計算',
    WITHDRAWN: '已撤回',
  },
  none: '這裡沒有爭議。',
  answer: '客戶評價',
  agent: '客服人員',
  reason: '不應計算的理由',
  raised: '提出時間',
  decide: '裁決',
  again: '重新裁決',
  decision: '裁決結果',
  exclude: '不再計算',
  keep: '繼續計算',
  why: '理由',
  whyHint: '1 至 1,000 字；客服人員可看到',
  decided: '爭議已裁決，相關 KPI 會隨之更新',
  withdraw: '撤回',
  withdrawAsk: '撤回您的爭議？該評價會照常計算。',
  withdrawn: '爭議已撤回',
};
