import { page, type Route } from './route';

export const improve: readonly Route[] = [
  {
    path: '/targets',
    page: page(() => import('../../pages/targets/page')),
    roles: ['ADMIN', 'LEAD'],
    nav: { icon: 'targets', label: (t) => t.targets.title },
  },
  { path: '/alerts', page: page(() => import('../../pages/alerts/page')), nav: { icon: 'alerts', label: (t) => t.alerts.title } },
  {
    path: '/custom-kpis',
    page: page(() => import('../../pages/custom-kpis/page')),
    roles: ['ADMIN'],
    nav: { icon: 'formula', label: (t) => t.customKpis.title },
  },
];
