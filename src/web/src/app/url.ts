import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { filterOf, type Filter } from './filter';
import { compareOf, periodOf, type Compare, type Period } from './period';

/** What a link to another page keeps: the question goes along from page to page. */
const kept = ['period', 'compare'] as const;

export interface Url {
  readonly path: string;
  readonly params: URLSearchParams;
  /** Changes some parameters of this page's address; null takes one away. */
  readonly set: (changes: Readonly<Record<string, string | null>>, how?: { readonly replace?: boolean }) => void;
  readonly go: (path: string, params?: Readonly<Record<string, string>>) => void;
}

/** The address is the only place where the state of a view is kept. */
export function useUrl(): Url {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const set = useCallback(
    (changes: Readonly<Record<string, string | null>>, how: { readonly replace?: boolean } = {}) => {
      navigate(addressOf(location.pathname, changed(new URLSearchParams(location.search), changes)), { replace: how.replace ?? false });
    },
    [navigate],
  );
  const go = useCallback(
    (to: string, more: Readonly<Record<string, string>> = {}) => navigate(linkTo(to, new URLSearchParams(location.search), more)),
    [navigate],
  );
  return { path, params, set, go };
}

export function changed(params: URLSearchParams, changes: Readonly<Record<string, string | null>>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** A page with what is kept from here, and with its own parameters. */
export function linkTo(path: string, from: URLSearchParams, more: Readonly<Record<string, string>> = {}): string {
  const params = new URLSearchParams();
  for (const name of kept) {
    const value = from.get(name);
    if (value !== null) params.set(name, value);
  }
  return addressOf(path, changed(params, more));
}

function addressOf(path: string, params: URLSearchParams): string {
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}

export interface View {
  readonly period: Period;
  readonly compare: Compare;
  readonly where: Filter | null;
  /** For fragments that are the same everywhere. */
  readonly previous: boolean;
  readonly yearAgo: boolean;
}

/** The question that most pages ask: of when, against what, and only of what. */
export function useView(): View {
  const { params } = useUrl();
  const [period, compare, where] = [params.get('period'), params.get('compare'), params.get('where')];
  return useMemo(() => {
    const against = compareOf(compare);
    return {
      period: periodOf(period),
      compare: against,
      where: filterOf(where),
      previous: against === 'previous',
      yearAgo: against === 'year',
    };
  }, [period, compare, where]);
}
