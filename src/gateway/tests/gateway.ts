import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { buildGatewaySchema } from '../src/schema/schema.js';
import { configOf } from '../src/server/config.js';
import { Log } from '../src/server/log.js';
import { createGateway, type Gateway } from '../src/server/server.js';
import { FakeNode } from './fake-node/node.js';

export interface Answer<T> {
  readonly status: number;
  readonly data?: T;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export const secret = Buffer.from('a secret of the tests, long enough');

/** A gateway before a fake node, for all tests of a file. */
export class Bench {
  readonly node = new FakeNode();
  readonly lines: Record<string, unknown>[] = [];
  url = '';
  #gateway: Gateway | null = null;

  constructor(private readonly env: Record<string, string> = {}) {
    beforeAll(() => this.start());
    beforeEach(() => {
      this.node.fault = () => false;
      this.node.take();
    });
    afterAll(() => this.stop());
  }

  async start(): Promise<void> {
    const nodeUrl = await this.node.listen();
    const log = new Log((line) => void this.lines.push(JSON.parse(line) as Record<string, unknown>));
    this.#gateway = await createGateway(
      configOf({ CAREKPI_NODE_URL: nodeUrl, NODE_ENV: 'production', CAREKPI_WEB: 'off', ...this.env }),
      secret,
      log,
    );
    const { server } = this.#gateway;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await this.#gateway?.close(100);
    await this.node.close();
  }

  readonly schema = buildGatewaySchema();

  get gateway(): Gateway {
    if (!this.#gateway) throw new Error('not started');
    return this.#gateway;
  }

  async ask<T>(query: string, variables: object = {}, key: string | null = 'ck_demo'): Promise<Answer<T>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer<T>, 'status'>) };
  }

  /** The data of a query that has no error. */
  async data<T>(query: string, variables: object = {}, key = 'ck_demo'): Promise<T> {
    const { data, errors } = await this.ask<T>(query, variables, key);
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data;
  }
}
