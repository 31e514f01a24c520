export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** Instead of JSON. */
  readonly text?: string;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const made = (body: unknown): Reply => ({ status: 201, body });
export const gone: Reply = { status: 204, body: null };
export const refusal = (code: string, detail: string, field?: string, more: object = {}): Reply => ({
  status: { NOT_FOUND: 404, FORBIDDEN: 403 }[code] ?? 400,
  body: { code, detail, ...(field && { field }), ...more },
});
export const missing = refusal('NOT_FOUND', 'The tenant has no such thing.');

/** A page as management-api.md says: the cursor is that of the page's last item. */
export function pageOf<T>(items: readonly T[], query: URLSearchParams, identity: (item: T) => string): Reply {
  const first = Number(query.get('first') ?? 20);
  if (!(first >= 1 && first <= 100)) return refusal('BAD_INPUT', '"first" is from 1 to 100', 'first');
  const after = query.get('after');
  const from = after === null ? 0 : items.findIndex((item) => `cursor of ${identity(item)}` === after) + 1;
  if (after !== null && from === 0) return refusal('BAD_INPUT', 'unknown cursor', 'after');
  const page = items.slice(from, from + first);
  const last = page.at(-1);
  return ok({
    items: page,
    hasNextPage: from + page.length < items.length,
    cursor: last === undefined ? null : `cursor of ${identity(last)}`,
  });
}

/** Things with ids: listed, made, changed and removed. */
export class Table<T extends { readonly id: string }> {
  #made = 0;

  constructor(
    readonly name: string,
    public items: readonly T[],
  ) {}

  /** `GET·POST /v1/name`, `GET·PATCH·DELETE /v1/name/{id}`; null: another path. */
  answer(method: string, url: URL, body: object | null, make: (body: object, id: string) => T): Reply | null {
    const [, , name, id, ...rest] = url.pathname.split('/');
    if (name !== this.name || rest.length > 0) return null;
    if (id === undefined) {
      if (method === 'GET') return pageOf(this.items, url.searchParams, (item) => item.id);
      this.#made += 1;
      const item = make(body ?? {}, `${this.name}-${this.#made}`);
      this.items = [item, ...this.items];
      return made(item);
    }
    const found = this.items.find((item) => item.id === id);
    if (!found) return missing;
    if (method === 'GET') return ok(found);
    this.items = this.items.filter((item) => item !== found);
    if (method === 'DELETE') return gone;
    const changed = { ...found, ...body };
    this.items = [changed, ...this.items];
    return ok(changed);
  }
}
