import { page, type Route } from './route';

export const manage: readonly Route[] = [
  {
    path: '/reports',
    page: page(() => import('../../pages/reports/page')),
    roles: ['ADMIN'],
    nav: { icon: 'reports', label: (t) => t.reports.title },
  },
  { path: '/reports/:id', page: page(() => import('../../pages/report/page')), roles: ['ADMIN'] },
  {
    path: '/access',
    page: page(() => import('../../pages/access/page')),
    roles: ['ADMIN'],
    nav: { icon: 'access', label: (t) => t.access.title },
  },
  { path: '/access/:part', page: page(() => import('../../pages/access/page')), roles: ['ADMIN'] },
];
