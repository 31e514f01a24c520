import { failure } from '../node/problems.js';
import type { NodePage, NodeScope } from '../node/protocol.js';
import type { Level } from '../schema/types.js';
import type { Session } from '../session.js';
import { scopeOf, type ScopeRef } from './scope.js';

export interface Page {
  readonly scopes: readonly ScopeRef[];
  readonly totalCount: number | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly search?: string | null | undefined;
  readonly team?: string | null | undefined;
}

export const largestPage = 1_000;

/** A page of scopes in key order. Its cursors stand for keys, not for places, and so hold while scopes come and go. */
export async function readPage(session: Session, level: Level, args: PageArgs): Promise<Page> {
  const first = atMost('first', args.first ?? 20, largestPage);
  const query = new URLSearchParams({ level, first: String(first) });
  if (args.after != null) query.set('after', await session.ids.openCursor(level, args.after));
  if (args.search) query.set('search', args.search);
  if (args.team != null) query.set('team', args.team);
  const page = await session.page(query);
  return { ...rest(page), scopes: page.items.map(scopeOf) };
}

/** The teams right below one. The node does not list them by themselves, so all teams are read; they are far fewer than agents. */
export async function readTeamsBelow(session: Session, parent: string | null, args: PageArgs): Promise<Page> {
  const first = atMost('first', args.first ?? 20, largestPage);
  const after = args.after == null ? null : await session.ids.openCursor('team', args.after);
  const below: NodeScope[] = [];
  let page: NodePage | null = null;
  do {
    const query = new URLSearchParams({ level: 'team', first: String(largestPage) });
    const last = page?.items.at(-1)?.key;
    if (last !== undefined) query.set('after', last);
    page = await session.page(query);
    below.push(...page.items.filter((team) => team.parent === parent));
  } while (page.hasNextPage && page.items.length > 0);
  const coming = below.filter(({ key }) => after === null || key > after);
  return {
    scopes: coming.slice(0, first).map(scopeOf),
    totalCount: below.length,
    hasNextPage: coming.length > first,
    hasPreviousPage: coming.length < below.length,
  };
}

function rest({ totalCount, hasNextPage, hasPreviousPage }: NodePage): Omit<Page, 'scopes'> {
  return { totalCount, hasNextPage, hasPreviousPage };
}

export function atMost(argument: string, value: number, most: number): number {
  if (value >= 1 && value <= most) return value;
  throw failure('BAD_INPUT', `"${argument}" is ${value}: give a number from 1 to ${most}.`);
}
