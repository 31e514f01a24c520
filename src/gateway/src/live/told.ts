import { GraphQLError } from 'graphql';
import type { Context } from '../session.js';
import type { Feed } from './feed.js';
import type { Told } from './live.js';

/** Each item is read anew: what the session of the one before has loaded is not kept. */
export function freshly<T>(feed: Feed<T>, context: Context): AsyncIterableIterator<T> {
  return {
    next: async () => {
      const item = await feed.next();
      if (item.done !== true) context.session = context.fresh();
      return item;
    },
    return: () => feed.return(),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

export function said<T>(item: Told<T>): T {
  if (item instanceof GraphQLError) throw item;
  return item;
}
