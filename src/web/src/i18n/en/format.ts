export const format = {
  days: ' d',
  hours: ' h',
  minutes: ' m',
  seconds: ' s',
  points: ' pp',
  perHour: ' / h',
  perYear: ' / yr',
} as const;
