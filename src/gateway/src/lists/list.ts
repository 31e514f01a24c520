import { isNotFound } from '../node/problems.js';
import { atMost } from '../scopes/page.js';
import type { Session } from '../session.js';

/** A list of the node: pages by `first` and `after`, each with the cursor after which the next one begins. */
export interface ListAsk {
  readonly path: string;
  /** What narrows it; absent ones are left out. */
  readonly query?: Readonly<Record<string, string | boolean | null | undefined>>;
  /** A list that is asked for with a body, in which `first` and `after` then stand. */
  readonly body?: object;
}

export interface NodeList<T> {
  readonly items: readonly T[];
  readonly hasNextPage?: boolean;
  readonly cursor?: string | null;
  readonly totalCount?: number | null;
}

/** Where a page begins: after the node's cursor, past so many items of its page, the last of which was this one. */
export interface Place {
  readonly after: string | null;
  readonly past: number;
  readonly last: string | null;
}

export interface ListArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface ConnectionInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  startCursor(): Promise<string | null>;
  endCursor(): Promise<string | null>;
}

export interface Edge<T> {
  readonly node: T;
  cursor(): Promise<string>;
}

/** A connection. */
export interface ListPage<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: ConnectionInfo;
  readonly totalCount: number | null;
}

/** As many as the node gives in one page. */
export const largestList = 100;
const start: Place = { after: null, past: 0, last: null };

/**
 * A page of a list. The node gives one cursor a page, so one within a page stands for the item and the page it is on: items that come
 * before it meanwhile are skipped, and when it is gone itself, as many as stood before it.
 */
export async function readList<T>(session: Session, ask: ListAsk, args: ListArgs, identity: (item: T) => string): Promise<ListPage<T>> {
  const first = atMost('first', args.first ?? 20, largestList);
  const place = args.after == null ? start : await session.ids.openPlace(ask, args.after);
  const page = await session.lists.page<T>(ask, Math.min(largestList, first + place.past), place.after);
  const found = place.last === null ? -1 : page.items.findIndex((item) => identity(item) === place.last);
  const begin = found >= 0 ? found + 1 : Math.max(0, place.past - 1);
  const nodes = page.items.slice(begin, begin + first);
  const edges = nodes.map((node, i): Edge<T> => {
    const past = begin + i + 1;
    const isLast = past === page.items.length && page.cursor != null;
    const next = isLast ? { after: page.cursor, past: 0, last: null } : { after: place.after, past, last: identity(node) };
    return { node, cursor: () => session.ids.place(ask, next) };
  });
  return {
    edges,
    nodes,
    totalCount: page.totalCount ?? null,
    pageInfo: {
      hasNextPage: page.items.length > begin + nodes.length || (page.hasNextPage ?? false),
      hasPreviousPage: args.after != null,
      startCursor: async () => edges[0]?.cursor() ?? null,
      endCursor: async () => edges.at(-1)?.cursor() ?? null,
    },
  };
}

/** Every item of a list, page by page, as far as the operation may read. */
export async function* everyItem<T>(session: Session, ask: ListAsk): AsyncGenerator<T> {
  let after: string | null = null;
  let more = true;
  while (more) {
    const page: NodeList<T> = await session.lists.page<T>(ask, largestList, after);
    yield* page.items;
    after = page.cursor ?? null;
    more = (page.hasNextPage ?? false) && after !== null;
  }
}

export async function allItems<T>(session: Session, ask: ListAsk): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const item of everyItem<T>(session, ask)) items.push(item);
  return items;
}

/** The item with this id, which the node gives by itself; null: there is none, or not for the caller. */
export async function itemAt<T>(session: Session, path: string, id: string): Promise<T | null> {
  try {
    return await session.lists.item<T>(`${path}/${encodeURIComponent(id)}`);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** The item with this id of a list of which the node gives no single ones; null: it has none. */
export async function itemOf<T extends { readonly id: string }>(session: Session, ask: ListAsk, id: string): Promise<T | null> {
  for await (const item of everyItem<T>(session, ask)) if (item.id === id) return item;
  return null;
}
