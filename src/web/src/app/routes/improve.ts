import { page, type Route } from './route';

export const improve: readonly Route[] = [
  {
    path: '/targets',
    page: page(() => import('../../pages/targets/page')),
    roles: ['ADMIN', 'LEAD'],
    nav: { icon: 'targets', label: (t) => t.targets.title },
  },
];
