import type { Texts } from '../texts';

export const format: Texts['format'] = {
  days: ' h',
  hours: ' j',
  minutes: ' m',
  seconds: ' s',
  points: ' mata peratus',
  scorePoints: ' mata',
  perHour: ' / j',
  perYear: ' / thn',
};
