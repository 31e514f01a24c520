import type { Texts } from '../texts';

export const problems: Texts['problems'] = {
  UNAUTHENTICATED: '您已登出，請重新登入。',
  FORBIDDEN: '您的角色不允許此操作。',
  NOT_FOUND: '內容已不存在，或您無權查看。',
  BAD_INPUT: '請求內容有誤。',
  UNKNOWN_KPI: '沒有這個 KPI。',
  KPI_NOT_AT_LEVEL: '此 KPI 不適用於這個層級。',
  KPI_NOT_BY_DIMENSION: '此 KPI 無法以此拆分或篩選。',
  KPI_HAS_NO_DRIVERS: '此 KPI 的變化無法拆解。',
  NO_EVIDENCE: '無法在此列出此 KPI 的依據。',
  TOO_MANY_TO_RANK: '項目太多，無法排名。請縮短期間或加上篩選。',
  POSITION_NOT_REACHED: '最新資料尚未計入，請稍後再試。',
  TOO_COSTLY: '一次要求太多。請縮短期間或減少列數。',
  RATE_LIMITED: '請求過多，請稍候。',
  UNAVAILABLE: 'CareKpi 暫時無法回應，請稍後再試。',
  OFFLINE: '無法連線至 CareKpi，請檢查網路。',
  broken: '無法顯示此部分。',
};
