import { failure } from '../node/problems.js';
import type { NodePage } from '../node/protocol.js';
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
  /** Of agents: their team. */
  readonly team?: string | null | undefined;
  /** Of teams: the one right above them. */
  readonly parent?: string | null | undefined;
}

export const largestPage = 1_000;

/** A page of scopes in key order. Its cursors stand for keys, not for places, and so hold while scopes come and go. */
export async function readPage(session: Session, level: Level, args: PageArgs): Promise<Page> {
  const first = atMost('first', args.first ?? 20, largestPage);
  const query = new URLSearchParams({ level, first: String(first) });
  if (args.after != null) query.set('after', await session.ids.openCursor(level, args.after));
  if (args.search) query.set('search', args.search);
  if (args.team != null) query.set('team', args.team);
  if (args.parent != null) query.set('parent', args.parent);
  const page = await session.page(query);
  return { ...rest(page), scopes: page.items.map(scopeOf) };
}

function rest({ totalCount, hasNextPage, hasPreviousPage }: NodePage): Omit<Page, 'scopes'> {
  return { totalCount, hasNextPage, hasPreviousPage };
}

export function atMost(argument: string, value: number, most: number): number {
  if (value >= 1 && value <= most) return value;
  throw failure('BAD_INPUT', `"${argument}" is ${value}: give a number from 1 to ${most}.`);
}
