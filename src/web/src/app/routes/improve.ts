import { page, type Route } from './route';

export const improve: readonly Route[] = [
  {
    path: '/targets',
    page: page(() => import('../../pages/targets/page')),
    roles: ['ADMIN', 'LEAD'],
    nav: { icon: 'targets', label: (t) => t.targets.title },
  },
  { path: '/disputes', page: page(() => import('../../pages/disputes/page')), nav: { icon: 'disputes', label: (t) => t.disputes.title } },
  {
    path: '/annotations',
    page: page(() => import('../../pages/annotations/page')),
    roles: ['ADMIN', 'LEAD'],
    nav: { icon: 'annotations', label: (t) => t.annotations.title },
  },
];
