import type { NodeScope } from '../../src/node/protocol.js';
import { demo } from '../fake-node/data.js';
import type { Bench } from '../gateway.js';

const customer = (key: string): NodeScope => ({ level: 'customer', key, name: `Customer ${key}`, segment: null, activeSince: null });

/** 250 customers, and new ones before and behind every page that was read. */
export class Customers {
  readonly keys = Array.from({ length: 250 }, (_, i) => `c-${String(i).padStart(3, '0')}`);
  #pages = 0;

  constructor(private readonly bench: Bench) {
    this.#set(this.keys);
  }

  arrive(): void {
    this.#pages += 1;
    const { scopes } = this.bench.node.tenants['ck_demo'] ?? demo;
    const keys = scopes.filter(({ level }) => level === 'customer').map(({ key }) => key);
    this.#set([...keys, `c-000-${this.#pages}`, `c-${this.keys.length + this.#pages}`]);
  }

  #set(keys: readonly string[]): void {
    const others = demo.scopes.filter(({ level }) => level !== 'customer');
    this.bench.node.tenants['ck_demo'] = { ...demo, scopes: [...others, ...keys.map(customer)] };
  }
}

export const page = `query Customers($after: String) {
  tenant {
    id
    customers(first: 20, after: $after) {
      edges { cursor node { id key } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

export const changed = `subscription Changed($scope: ID!) {
  scorecardChanged(scope: $scope, period: { preset: TODAY }, kpis: ["csat"]) { id asOf scope { id name } }
}`;
