export const cohorts = {
  title: 'Retention by cohort',
  about: 'Customers by the month they came: what is left of them, month after month.',
  CUSTOMERS: 'Customers',
  REVENUE: 'Monthly revenue',
  of: 'Of',
  month: 'Month',
  size: 'Began with',
  age: (months: string) => `Month ${months}`,
  kept: (kept: string, percent: string) => `${kept} left, ${percent}`,
  none: 'No customer has a first day in these months.',
  scale: 'Share that is left',
  hint: 'Months follow the period above; choose a year or more to see them grow old.',
} as const;
