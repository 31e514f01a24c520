import { page, type Route } from './route';

export const monitor: readonly Route[] = [
  {
    path: '/',
    page: page(() => import('../../pages/overview/page')),
    nav: { icon: 'overview', label: (t) => t.shell.overview },
  },
];
