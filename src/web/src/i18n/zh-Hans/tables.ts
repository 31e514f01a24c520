import type { Texts } from '../texts';

export const tables: Texts['tables'] = {
  empty: '没有内容。',
  rows: (count: string) => `${count} 行`,
  sortBy: (column: string) => `按${column}排序`,
  asTable: '以表格显示',
  asChart: '以图表显示',
  chooseScope: '选择对象',
  searchScope: '名称或代码',
  noMatch: '没有匹配的项目。',
};
