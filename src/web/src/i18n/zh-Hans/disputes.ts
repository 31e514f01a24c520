import type { Texts } from '../texts';

export const disputes: Texts['disputes'] = {
  title: '争议',
  about: '有人认为不应计算的客户评价，可在 KPI 的佐证中提出。',
  states: {
    OPEN: '待处理',
    EXCLUDED: '不计算',
    KEPT: '维持计算',
    WITHDRAWN: '已撤回',
  },
  none: '这里没有争议。',
  answer: '客户评价',
  agent: '客服人员',
  reason: '不应计算的理由',
  raised: '提出时间',
  decide: '裁决',
  again: '重新裁决',
  decision: '裁决结果',
  exclude: '不再计算',
  keep: '继续计算',
  why: '理由',
  whyHint: '1 至 1,000 字；客服人员可看到',
  decided: '争议已裁决，相关 KPI 会随之更新',
  withdraw: '撤回',
  withdrawAsk: '撤回您的争议？该评价会照常计算。',
  withdrawn: '争议已撤回',
};
