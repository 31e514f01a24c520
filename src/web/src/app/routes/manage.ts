import { page, type Route } from './route';

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
    path: '/settings',
    page: page(() => import('../../pages/settings/page')),
    roles: ['ADMIN'],
    nav: { icon: 'settings', label: (t) => t.settings.title },
  },
  { path: '/settings/:section', page: page(() => import('../../pages/settings/page')), roles: ['ADMIN'] },
  {
    path: '/access',
    page: page(() => import('../../pages/access/page')),
    roles: ['ADMIN'],
    nav: { icon: 'access', label: (t) => t.access.title },
  },
];
