import type { NodeDelivery, NodeReport } from '../../src/node/management.js';
import { missing, pageOf, refusal, Table, type Reply } from './table.js';

const at = '2026-03-31T17:22:00Z';

/** Scheduled reports as docs/contracts/management-api.md has them. A preview is text. */
export class Reports {
  readonly #table = new Table<NodeReport>('reports', [
    {
      id: 're-1',
      name: 'Weekly',
      level: 'team',
      key: 'billing',
      kpis: ['csat'],
      every: 'week',
      at: '07:00',
      locale: 'en',
      email: { to: ['director@example.com'] },
      webhook: null,
      enabled: true,
      nextAt: '2026-04-06T23:00:00Z',
      lastAt: null,
      lastError: null,
    },
  ]);
  #deliveries: readonly NodeDelivery[] = Array.from({ length: 3 }, (_, i) => ({
    id: `de-${i}`,
    period: { from: '2026-03-23', to: '2026-03-29' },
    at,
    state: i === 1 ? 'failed' : 'sent',
    attempts: i === 1 ? 5 : 1,
    error: i === 1 ? 'The mail server refused it.' : null,
  }));

  /** null: another path. */
  answer(method: string, url: URL, body: object | null): Reply | null {
    const [, , name, id, part] = url.pathname.split('/');
    if (name !== 'reports') return null;
    if (part !== undefined) return this.#part(`${method} ${part}`, id ?? '', url.searchParams);
    const { email } = (body ?? {}) as Partial<NodeReport>;
    if (email && !email.to.every((address) => address.includes('@'))) {
      return refusal('BAD_INPUT', "'email.to[0]' is not an address.", 'email.to[0]');
    }
    const rest = { key: null, kpis: null, email: null, webhook: null, nextAt: at, lastAt: null, lastError: null };
    return this.#table.answer(method, url, body, (given, made) => ({ ...rest, ...(given as NodeReport), id: made }));
  }

  #part(call: string, id: string, query: URLSearchParams): Reply {
    const report = this.#table.items.find((one) => one.id === id);
    if (!report) return missing;
    if (call === 'GET deliveries') return pageOf(this.#deliveries, query, (one) => one.id);
    if (call === 'GET preview') {
      const format = query.get('format');
      return { status: 200, text: format === 'html' ? `<h1>${report.name}</h1>` : `kpi,value\ncsat,81.5\n`, body: null };
    }
    if (call !== 'POST send') return missing;
    const one = { id: `de-${this.#deliveries.length}`, period: { from: '2026-03-23', to: '2026-03-29' }, at, attempts: 0, error: null };
    this.#deliveries = [{ ...one, state: 'waiting' }, ...this.#deliveries];
    return { status: 202, body: { delivery: one.id } };
  }
}
