import type { Texts } from '../texts';

export const tables: Texts['tables'] = {
  empty: '沒有內容。',
  rows: (count: string) => `${count} 列`,
  sortBy: (column: string) => `按${column}排序`,
  asTable: '以表格顯示',
  asChart: '以圖表顯示',
  chooseScope: '選擇對象',
  searchScope: '名稱或代碼',
  noMatch: '沒有符合的項目。',
};
