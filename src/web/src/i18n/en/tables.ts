export const tables = {
  empty: 'Nothing here.',
  rows: (count: string) => `${count} ${count === '1' ? 'row' : 'rows'}`,
  sortBy: (column: string) => `Sort by ${column}`,
  asTable: 'Show as table',
  asChart: 'Show as chart',
  chooseScope: 'Choose whose figures',
  searchScope: 'Name or key',
  noMatch: 'Nothing matches.',
} as const;
