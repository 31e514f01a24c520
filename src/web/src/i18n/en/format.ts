export const format = {
  days: ' d',
  hours: ' h',
  minutes: ' m',
  seconds: ' s',
  points: ' pp',
  scorePoints: ' points',
  perHour: ' / h',
  perYear: ' / yr',
} as const;
