import type { Texts } from '../texts';

export const annotations: Texts['annotations'] = {
  title: '注记',
  about: '某日发生的事，例如价格调整、故障或假期。图表会在数据旁显示。',
  add: '添加注记',
  none: '这里尚无注记。',
  days: '日期',
  text: '发生了什么',
  textHint: '请简短：会显示在图表旁',
  from: '从',
  to: '至',
  toHint: '留空：仅当日',
  scope: '关于',
  everything: '全部',
  added: '已添加注记',
  removeAsk: (text) => `移除注记“${text}”？图表将不再显示。`,
};
