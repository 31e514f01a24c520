import { page, type Route } from './route';

export const monitor: readonly Route[] = [
  { path: '/', page: page(() => import('../../pages/overview/page')), nav: { icon: 'overview', label: (t) => t.shell.overview } },
  {
    path: '/teams',
    page: page(() => import('../../pages/teams/page')),
    roles: ['ADMIN', 'LEAD'],
    nav: { icon: 'teams', label: (t) => t.shell.teams },
  },
  { path: '/teams/:key', page: page(() => import('../../pages/team/page')), roles: ['ADMIN', 'LEAD'] },
  { path: '/agents/:key', page: page(() => import('../../pages/agent/page')) },
  {
    path: '/customers',
    page: page(() => import('../../pages/customers/page')),
    roles: ['ADMIN'],
    nav: { icon: 'customers', label: (t) => t.shell.customers },
  },
  { path: '/customers/:key', page: page(() => import('../../pages/customer/page')), roles: ['ADMIN'] },
];
