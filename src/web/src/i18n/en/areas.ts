export const areas = {
  SATISFACTION: 'Satisfaction',
  RESPONSIVENESS: 'Responsiveness',
  RESOLUTION: 'Resolution',
  QUALITY: 'Quality',
  EFFICIENCY: 'Efficiency and cost',
  LOYALTY: 'Loyalty and revenue',
} as const;
