export const intervals = {
  HOUR: 'Hours',
  DAY: 'Days',
  WEEK: 'Weeks',
  MONTH: 'Months',
  QUARTER: 'Quarters',
  YEAR: 'Years',
} as const;
