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
    path: '/access',
    page: page(() => import('../../pages/access/page')),
    roles: ['ADMIN'],
    nav: { icon: 'access', label: (t) => t.access.title },
  },
  { path: '/access/:part', page: page(() => import('../../pages/access/page')), roles: ['ADMIN'] },
  ...settings,
];
