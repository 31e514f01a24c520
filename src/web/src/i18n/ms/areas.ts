import type { Texts } from '../texts';

export const areas: Texts['areas'] = {
  SATISFACTION: 'Kepuasan',
  RESPONSIVENESS: 'Kepantasan respons',
  RESOLUTION: 'Penyelesaian',
  QUALITY: 'Kualiti',
  EFFICIENCY: 'Kecekapan dan kos',
  LOYALTY: 'Kesetiaan dan hasil',
};
