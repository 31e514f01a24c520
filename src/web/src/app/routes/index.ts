import { improve } from './improve';
import { manage } from './manage';
import { monitor } from './monitor';
import type { Route } from './route';

/** The groups of the navigation, in its order. */
export const groups = { monitor, improve, manage } as const satisfies Readonly<Record<string, readonly Route[]>>;

export const routes: readonly Route[] = [...monitor, ...improve, ...manage];
