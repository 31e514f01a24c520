export const dimensions = ['CHANNEL', 'QUEUE', 'TOPIC', 'PRIORITY', 'TAG', 'SEGMENT', 'REGION'] as const;
export type Dimension = (typeof dimensions)[number];

export interface Filter {
  readonly dimension: Dimension;
  readonly values: readonly string[];
  /** With TAG. */
  readonly tag?: string;
}

/** `channel:voice,chat` or `tag.product:router`; each part is encoded. null: none, or one that cannot be read. */
export function filterOf(text: string | null): Filter | null {
  if (!text) return null;
  const at = text.indexOf(':');
  if (at < 0) return null;
  const [word = '', tag] = text.slice(0, at).split('.');
  const dimension = dimensions.find((name) => name.toLowerCase() === word);
  const values = text
    .slice(at + 1)
    .split(',')
    .map(decode)
    .filter((value) => value !== '');
  if (!dimension || values.length === 0 || (dimension === 'TAG') !== (tag !== undefined)) return null;
  return tag === undefined ? { dimension, values } : { dimension, values, tag: decode(tag) };
}

export function filterText({ dimension, values, tag }: Filter): string {
  const name = dimension.toLowerCase() + (tag === undefined ? '' : `.${encode(tag)}`);
  return `${name}:${values.map(encode).join(',')}`;
}

/** Beside what an address needs, the three signs that part a filter. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('.', '%2E');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
