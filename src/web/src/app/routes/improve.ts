import type { Route } from './route';

export const improve: readonly Route[] = [];
