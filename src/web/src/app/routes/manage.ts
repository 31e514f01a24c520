import type { Route } from './route';
import { settings } from './settings';

export const manage: readonly Route[] = [...settings];
