/** The parts of the settings, in the order of the navigation: how figures are judged, who sees what, and what is kept. */
export const sections = [
  { id: 'hours', group: 'judging' },
  { id: 'sla', group: 'judging' },
  { id: 'service-level', group: 'judging' },
  { id: 'windows', group: 'judging' },
  { id: 'health', group: 'scores' },
  { id: 'appraisal', group: 'scores' },
  { id: 'visibility', group: 'people' },
  { id: 'sign-in', group: 'people' },
  { id: 'months', group: 'keeping' },
] as const;
export type Section = (typeof sections)[number]['id'];
export const sectionGroups = ['judging', 'scores', 'people', 'keeping'] as const;

export const pathOf = (section: Section): string => `/settings/${section}`;
