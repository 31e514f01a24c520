import type { Texts } from '../texts';

export const problems: Texts['problems'] = {
  UNAUTHENTICATED: '您已退出登录，请重新登录。',
  FORBIDDEN: '您的角色不允许此操作。',
  NOT_FOUND: '内容已不存在，或您无权查看。',
  BAD_INPUT: '请求内容有误。',
  UNKNOWN_KPI: '没有这个 KPI。',
  KPI_NOT_AT_LEVEL: '此 KPI 不适用于这个层级。',
  KPI_NOT_BY_DIMENSION: '此 KPI 无法按此拆分或筛选。',
  KPI_HAS_NO_DRIVERS: '此 KPI 的变化无法拆解。',
  NO_EVIDENCE: '无法在此列出此 KPI 的依据。',
  TOO_MANY_TO_RANK: '项目太多，无法排名。请缩短期间或添加筛选。',
  POSITION_NOT_REACHED: '最新数据尚未计入，请稍后再试。',
  TOO_COSTLY: '一次请求太多。请缩短期间或减少行数。',
  RATE_LIMITED: '请求过多，请稍候。',
  UNAVAILABLE: 'CareKpi 暂时无法响应，请稍后再试。',
  OFFLINE: '无法连接 CareKpi，请检查网络。',
  broken: '无法显示此部分。',
};
