import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { IconName } from '../../components/Icon';
import type { Texts } from '../../i18n/texts';
import type { Role } from '../session';

/** A page: where it is, who has it, and where the navigation shows it. Its code is fetched when it is opened. */
export interface Route {
  /** As wouter has it: `/teams/:key`. */
  readonly path: string;
  readonly page: LazyExoticComponent<ComponentType<PageProps>>;
  /** Left out: everybody. */
  readonly roles?: readonly Role[];
  /** Left out: it is reached from other pages. */
  readonly nav?: { readonly icon: IconName; readonly label: (t: Texts) => string };
}

export interface PageProps {
  /** From the path, decoded. */
  readonly params: Readonly<Record<string, string | undefined>>;
}

export function page(load: () => Promise<{ readonly default: ComponentType<PageProps> }>): Route['page'] {
  return lazy(load);
}
