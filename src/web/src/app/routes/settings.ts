import { page, type Route } from './route';

/** The parts of the settings: each has its address and its code. */
const sections = {
  hours: page(() => import('../../pages/settings/hours/page')),
  sla: page(() => import('../../pages/settings/sla/page')),
  'service-level': page(() => import('../../pages/settings/level/page')),
  windows: page(() => import('../../pages/settings/windows/page')),
  health: page(() => import('../../pages/settings/health/page')),
  appraisal: page(() => import('../../pages/settings/appraisal/page')),
  visibility: page(() => import('../../pages/settings/visibility/page')),
  'sign-in': page(() => import('../../pages/settings/sign-in/page')),
  months: page(() => import('../../pages/settings/months/page')),
} as const;

export const settings: readonly Route[] = [
  {
    path: '/settings',
    page: page(() => import('../../pages/settings/page')),
    roles: ['ADMIN'],
    nav: { icon: 'settings', label: (t) => t.settings.title },
  },
  ...Object.entries(sections).map(([section, shown]): Route => ({ path: `/settings/${section}`, page: shown, roles: ['ADMIN'] })),
];
