import type { Texts } from '../texts';

export const annotations: Texts['annotations'] = {
  title: '註記',
  about: '哪些日子發生了甚麼。註記會顯示在趨勢圖旁。',
  add: '新增註記',
  none: '尚無註記。',
  days: '日期',
  text: '事件內容',
  about1: '涉及對象',
  toHint: '留空：只限一天',
  added: '註記已新增',
  removeAsk: (text) => `移除註記「${text}」？`,
};
