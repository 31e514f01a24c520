import { page, type Route } from './route';

export const monitor: readonly Route[] = [
  { path: '/', page: page(() => import('../../pages/overview/page')), nav: { icon: 'overview', label: (t) => t.shell.overview } },
  {
    path: '/live',
    page: page(() => import('../../pages/live/page')),
    roles: ['ADMIN', 'LEAD'],
    nav: { icon: 'live', label: (t) => t.shell.liveNow },
  },
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
  { path: '/kpis', page: page(() => import('../../pages/kpis/page')), nav: { icon: 'kpis', label: (t) => t.shell.kpis } },
  { path: '/kpis/:code', page: page(() => import('../../pages/kpi/page')) },
  { path: '/customers/:key', page: page(() => import('../../pages/customer/page')), roles: ['ADMIN'] },
  {
    path: '/cohorts',
    page: page(() => import('../../pages/cohorts/page')),
    roles: ['ADMIN'],
    nav: { icon: 'cohorts', label: (t) => t.shell.cohorts },
  },
];
