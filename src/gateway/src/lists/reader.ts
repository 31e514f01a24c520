import type { NodeClient } from '../node/client.js';
import type { Budget } from '../server/budget.js';
import type { ListAsk, NodeList } from './list.js';

/** Pages of lists, each read once an operation until something is changed. */
export class ListReader {
  readonly #pages = new Map<string, Promise<NodeList<unknown>>>();

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

  forget(): void {
    this.#pages.clear();
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
