export const parts = {
  satisfaction: 'Satisfaction',
  effort: 'Effort',
  sentiment: 'Sentiment',
  openCases: 'Open cases',
  complaints: 'Complaints',
  recency: 'Last contact',
} as const;
