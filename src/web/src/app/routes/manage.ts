import { page, type Route } from './route';

export const manage: readonly Route[] = [
  {
    path: '/quality',
    page: page(() => import('../../pages/quality/page')),
    roles: ['ADMIN'],
    nav: { icon: 'quality', label: (t) => t.quality.title },
  },
];
