import { vi } from 'vitest';
import type { Claims } from '../../../src/widgets/token';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as the node makes it, of 15 minutes from now. */
export function tokenOf(claims: Partial<Claims> = {}): string {
  const iat = Math.floor(Date.now() / 1000);
  const whole = { tenant: 'acme', level: 'customer', key: 'c-1', origin: location.origin, iat, exp: iat + 900, ...claims };
  return `${part({ typ: 'carekpi-widget+jwt' })}.${part(whole)}.x`;
}

const tenant = { currency: 'EUR', timeZone: 'UTC' };
const period = { from: '2026-03-01', to: '2026-03-28' };

export const valueOf = (code: string, given: object = {}): object => ({
  kpi: { code, name: `The ${code}`, unit: '%', direction: 'UP', description: 'What it is' },
  value: 81.25,
  count: 96,
  small: false,
  numerator: 78,
  denominator: 96,
  confidence: { low: 72, high: 88 },
  distribution: null,
  provisional: false,
  settledThrough: null,
  previous: { value: 79, change: 2.25, changePercent: 2.8, better: true, period },
  parts: null,
  ...given,
});

export const pointOf = (day: number, given: object = {}): object => {
  const from = `2026-03-0${day}`;
  return { at: `${from}T00:00:00Z`, from, value: 70 + day, count: 50, incomplete: false, provisional: false, ...given };
};

/** What the gateway answers, by the document's name. */
export class Gateway {
  values: readonly object[] = [valueOf('csat')];
  points: readonly object[] = [pointOf(1), pointOf(2), pointOf(3)];
  /** In place of an answer. */
  errors: readonly object[] | null = null;
  known = true;
  down = false;
  tokens: (() => object | null | Promise<never>)[] = [];
  readonly asked: { readonly name: string; readonly variables: Readonly<Record<string, unknown>>; readonly authorization: string }[] = [];
  issued = 0;

  install(): this {
    vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => this.#answer(url, init));
    return this;
  }

  async #answer(url: string, init: RequestInit): Promise<Response> {
    if (url.endsWith('/token')) {
      this.issued += 1;
      const next = this.tokens.shift();
      const body = next ? await next() : { token: tokenOf(), expiresAt: new Date(Date.now() + 900_000).toISOString() };
      return body ? Response.json(body) : new Response('', { status: 500 });
    }
    if (this.down) throw new TypeError('Failed to fetch');
    const { operationName: name, variables } = JSON.parse(String(init.body)) as {
      operationName: string;
      variables: Record<string, unknown>;
    };
    if (name === 'WidgetLive') return Response.json({ errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }] }, { status: 403 });
    this.asked.push({ name, variables, authorization: new Headers(init.headers).get('authorization') ?? '' });
    if (this.errors) return Response.json({ errors: this.errors });
    const scorecard = { period, lastEventAt: null, values: this.values, value: this.values[0] };
    const { kpi } = this.values[0] as { kpi: object };
    const series = { kpi, interval: 'DAY', points: this.points };
    const scope = { id: 'scope-1', name: 'Lee <b>&</b>', segment: 'gold', activeSince: '2024-05-06T00:00:00Z', scorecard, series };
    return Response.json({ data: { tenant, scope: this.known ? scope : null } });
  }
}

/** Of a browser, what happy-dom has no layout for: everything is seen. */
export function seeEverything(): void {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(private readonly tell: (entries: readonly { isIntersecting: boolean }[]) => void) {}
      observe(): void {
        queueMicrotask(() => this.tell([{ isIntersecting: true }]));
      }
      disconnect(): void {}
    },
  );
}
