import type { Texts } from '../texts';

export const annotations: Texts['annotations'] = {
  title: '註記',
  about: '某日發生的事，例如價格調整、故障或假期。圖表會在數據旁顯示。',
  add: '新增註記',
  none: '這裡尚無註記。',
  days: '日期',
  text: '發生了甚麼',
  textHint: '請簡短：會顯示在圖表旁',
  from: '由',
  to: '至',
  toHint: '留空：僅當日',
  scope: '關於',
  everything: '全部',
  added: '已新增註記',
  removeAsk: (text) => `移除註記「${text}」？圖表將不再顯示。`,
};
