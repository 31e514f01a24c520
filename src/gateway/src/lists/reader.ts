import type { NodeClient } from '../node/client.js';
import type { Budget } from '../server/budget.js';
import type { ListAsk, NodeList } from './list.js';

/** Pages and items of lists, each read once an operation until something is changed. */
export class ListReader {
  readonly #pages = new Map<string, Promise<NodeList<unknown>>>();
  readonly #items = new Map<string, Promise<unknown>>();

  constructor(
    private readonly node: NodeClient,
    private readonly budget: Budget,
  ) {}

  page<T>(ask: ListAsk, first: number, after: string | null): Promise<NodeList<T>> {
    const key = JSON.stringify([ask, first, after]);
    let page = this.#pages.get(key);
    if (!page) {
      page = this.#read(ask, first, after);
      this.#pages.set(key, page);
    }
    return page as Promise<NodeList<T>>;
  }

  /** One item by itself. */
  item<T>(path: string): Promise<T> {
    let item = this.#items.get(path);
    if (!item) {
      this.budget.spendPage();
      item = this.node.get(path);
      this.#items.set(path, item);
    }
    return item as Promise<T>;
  }

  forget(): void {
    this.#pages.clear();
    this.#items.clear();
  }

  #read({ path, query = {}, body }: ListAsk, first: number, after: string | null): Promise<NodeList<unknown>> {
    if (body) {
      this.budget.spendCostly();
      return this.node.ask(path, { ...body, first, ...(after !== null && { after }) });
    }
    this.budget.spendPage();
    const given = Object.entries(query).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]]));
    return this.node.get(
      `${path}?${new URLSearchParams([...given, ['first', String(first)], ...(after === null ? [] : [['after', after]])])}`,
    );
  }
}
