import { page, type Route } from './route';
import { settings } from './settings';

export const manage: readonly Route[] = [
  {
    path: '/quality',
    page: page(() => import('../../pages/quality/page')),
    roles: ['ADMIN'],
    nav: { icon: 'quality', label: (t) => t.quality.title },
  },
  {
    path: '/import',
    page: page(() => import('../../pages/import/page')),
    roles: ['ADMIN'],
    nav: { icon: 'upload', label: (t) => t.imports.title },
  },
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
  ...settings,
];
