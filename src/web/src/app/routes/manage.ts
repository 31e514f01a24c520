import type { Route } from './route';

export const manage: readonly Route[] = [];
