import type { Texts } from '../texts';

export const overview: Texts['overview'] = {
  about: (days: string) => `客户服务表现，${days}。`,
  dataUpTo: (ago: string) => `最新事件：${ago}`,
  noData: '尚未收到任何事件。发送事件或导入文件后，数值会显示在这里。',
  look: '该关注之处',
  lookAbout: '样本足够且恶化最多的指标。',
  nothingWorse: '没有明显变差的指标。',
  chooseCompare: '选择比较对象，即可查看变差的指标。',
  why: '原因',
  whyOf: (name: string) => `${name}变化的原因`,
  alerts: '未处理的警报',
  noAlerts: '没有未处理的警报。',
  allAlerts: '全部警报',
  targets: '目标',
  targetsMet: (met: string, all: string) => `${all} 项中达标 ${met} 项`,
  noTargets: '尚未设定目标。',
  allOf: (area: string) => `全部 KPI：${area}`,
  empty: '此期间没有可衡量的数据。',
  without: (names: string) => `尚无可衡量的数据：${names}`,
};
