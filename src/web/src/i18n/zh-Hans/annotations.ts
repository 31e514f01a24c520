import type { Texts } from '../texts';

export const annotations: Texts['annotations'] = {
  title: '备注',
  about: '哪些日子发生了什么。备注会显示在趋势图旁。',
  add: '添加备注',
  none: '尚无备注。',
  days: '日期',
  text: '事件内容',
  about1: '涉及对象',
  toHint: '留空：仅一天',
  added: '备注已添加',
  removeAsk: (text) => `移除备注“${text}”？`,
};
