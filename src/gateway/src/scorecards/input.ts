import { failure } from '../node/problems.js';
import type { NodeFilter, NodePeriod } from '../node/protocol.js';
import type { Dimension, Filter, PeriodInput } from '../schema/types.js';

export function periodOf({ from, to, preset }: PeriodInput): NodePeriod {
  if (preset && (from || to)) {
    throw failure('BAD_INPUT', 'period: "preset" was given together with dates. Give either "from" and "to", or "preset", not both.');
  }
  if (preset) return { preset };
  if (!from || !to) {
    const found = from ? '"to" is missing' : to ? '"from" is missing' : 'it is empty';
    throw failure('BAD_INPUT', `period: ${found}. Give both "from" and "to", or a "preset" such as LAST_28_DAYS.`);
  }
  if (from > to) throw failure('BAD_INPUT', `period: "from" (${from}) is after "to" (${to}). Exchange them.`);
  return { from, to };
}

export function filterOf(where: Filter | null | undefined): NodeFilter | null {
  if (!where) return null;
  if (where.values.length === 0) {
    throw failure('BAD_INPUT', 'where: "values" is empty. Give at least one, or leave "where" out for no filter.');
  }
  return { dimension: where.dimension, tag: tagOf('where: ', where.dimension, where.tag), values: where.values };
}

/** A tag has a name exactly when the dimension is TAG. */
export function tagOf(place: string, dimension: Dimension, tag: string | null | undefined): string | null {
  if (dimension === 'tag' && !tag) throw failure('BAD_INPUT', `${place}"tag" is missing. With TAG, name the tag in it, such as "product".`);
  if (dimension !== 'tag' && tag) {
    throw failure('BAD_INPUT', `${place}"tag" goes with the dimension TAG only. Leave it out for ${dimension.toUpperCase()}.`);
  }
  return tag || null;
}
