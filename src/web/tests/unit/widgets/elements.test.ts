// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Tokens } from '../../../src/widgets/token';
import { Gateway, pointOf, seeEverything, tokenOf, valueOf } from './world';

let gateway: Gateway;
let place = 0;
const events: { readonly type: string; readonly detail: { readonly code?: string } }[] = [];

beforeAll(async () => {
  seeEverything();
  await import('../../../src/widgets/main');
  for (const type of ['carekpi-loaded', 'carekpi-error']) {
    document.addEventListener(type, (event) => void events.push({ type, detail: (event as CustomEvent<{ code?: string }>).detail }));
  }
});
beforeEach(() => {
  vi.useFakeTimers();
  gateway = new Gateway().install();
  events.length = 0;
});
afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.lang = '';
  vi.useRealTimers();
});

const pass = (ms = 50): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** Each has an address of tokens of its own, so that no test has the token of another. */
async function show(name: string, attributes: Readonly<Record<string, string>> = {}): Promise<HTMLElement> {
  const element = document.createElement(`carekpi-${name}`);
  const all = { gateway: 'https://kpi.example.com', 'token-url': `https://crm.example.com/${(place += 1)}/token`, ...attributes };
  for (const [attribute, value] of Object.entries(all)) if (value !== '') element.setAttribute(attribute, value);
  document.body.append(element);
  await pass();
  return element;
}

const text = (element: Element): string => element.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? '';
const at = (element: Element, part: string): Element | null => element.shadowRoot?.querySelector(`[part="${part}"]`) ?? null;

describe('a widget', () => {
  it('asks for what its token is for, and shows it', async () => {
    const element = await show('scorecard', { kpis: 'csat, nps', period: 'last-month' });
    expect(gateway.asked[0]).toMatchObject({
      name: 'WidgetScorecard',
      variables: { level: 'CUSTOMER', key: 'c-1', kpis: ['csat', 'nps'], period: { preset: 'LAST_MONTH' } },
    });
    expect(gateway.asked[0]?.authorization).toMatch(/^Bearer /);
    expect(text(element)).toContain('81.3%');
    expect(text(element)).toContain('▲ +2.3 pp better');
    expect(text(element)).toContain('n = 96');
    expect(events).toEqual([{ type: 'carekpi-loaded', detail: { name: 'Lee <b>&</b>' } }]);
  });

  it('names a tenant by the key that the token has for it', async () => {
    gateway.tokens = [() => ({ token: tokenOf({ level: 'tenant', key: '' }) })];
    await show('kpi', { kpi: 'csat' });
    expect(gateway.asked[0]).toMatchObject({ name: 'WidgetKpi', variables: { level: 'TENANT', key: 'acme', kpi: 'csat' } });
  });

  it('takes the KPIs of the token where the page names none', async () => {
    gateway.tokens = [() => ({ token: tokenOf({ kpis: ['nps', 'csat'] }) }), () => ({ token: tokenOf({ kpis: ['nps', 'csat'] }) })];
    await show('customer');
    await show('trend', { interval: 'month' });
    expect(gateway.asked.map(({ variables }) => [variables['kpis'], variables['kpi'], variables['interval']])).toEqual([
      [['nps', 'csat'], undefined, undefined],
      [undefined, 'nps', 'MONTH'],
    ]);
  });

  it('shows null as what it is, small samples grey, and what can still move', async () => {
    gateway.values = [
      valueOf('csat', { value: null, count: 0, previous: null }),
      valueOf('fcr', { count: 4, small: true, provisional: true, previous: { value: 81.25, change: 0, changePercent: 0, better: null } }),
    ];
    const element = await show('scorecard');
    const [first, second] = element.shadowRoot?.querySelectorAll('[part="tile"]') ?? [];
    expect(first?.textContent).toContain('–Nothing to measure yet');
    expect(first?.textContent).not.toContain('0');
    expect(second?.querySelector('.value')?.classList.contains('unsure')).toBe(true);
    expect(second?.textContent).toContain('△ n = 4 Small sample');
    expect(second?.textContent).toContain('Provisional');
    expect(second?.textContent).toContain('no change');
  });

  it('shows how sure a mean of a few is', async () => {
    gateway.values = [valueOf('csat', { count: 7 })];
    expect(text(await show('kpi', { kpi: 'csat' }))).toContain('95 %: 72% to 88%');
  });

  it('shows who a customer is, as text', async () => {
    gateway.values = [
      valueOf('health', {
        parts: [
          { name: 'Effort', value: null, count: 0 },
          { name: 'Recency', value: 40, count: 1 },
        ],
      }),
    ];
    const element = await show('customer');
    expect(text(element)).toContain('Lee <b>&</b>');
    expect(text(element)).toContain('gold');
    expect(text(element)).toContain('Customer since May 6, 2024');
    expect(element.shadowRoot?.querySelector('dl')?.textContent).toBe('Effort–Recency40');
    expect(element.shadowRoot?.querySelector('b')).toBeNull();
  });

  it('speaks the language of the attribute, else of the page', async () => {
    document.documentElement.lang = 'zh-Hant-HK';
    const own = await show('kpi', { kpi: 'csat', locale: 'ms' });
    const pages = await show('kpi', { kpi: 'csat' });
    expect(text(own)).toContain('lebih baik');
    expect(text(pages)).toContain('改善');
    expect(gateway.asked.map(({ variables }) => variables['locale'])).toEqual(['ms', 'zh-Hant']);
    own.setAttribute('locale', 'zh-Hans');
    await pass();
    expect(text(own)).toContain('最近 28 天');
  });

  it('draws gaps as gaps, what moves dashed, what is not over hollow, and has the same as a table', async () => {
    gateway.points = [
      pointOf(1),
      pointOf(2),
      pointOf(3, { value: null, count: 0 }),
      pointOf(4),
      pointOf(5),
      pointOf(6, { provisional: true, incomplete: true }),
    ];
    const element = await show('trend', { kpi: 'csat' });
    const root = element.shadowRoot;
    expect(root?.querySelectorAll('polyline.line:not(.moving)')).toHaveLength(2);
    expect(root?.querySelectorAll('polyline.moving')).toHaveLength(1);
    expect(root?.querySelector('.end.hollow')).not.toBeNull();
    const slider = root?.querySelector('[role="slider"]');
    slider?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home' }));
    slider?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
    slider?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
    expect(slider?.getAttribute('aria-valuetext')).toBe('Mar 3: – (Nothing to measure yet)');
    root?.querySelector('button')?.click();
    expect([...(root?.querySelectorAll('tbody tr') ?? [])].map((row) => row.textContent)).toEqual(
      expect.arrayContaining(['Mar 171%50', 'Mar 3–0', 'Mar 676% Not over yet50']),
    );
  });

  it('holds its place while it waits', async () => {
    gateway.tokens = [() => new Promise<never>(() => undefined)];
    const element = await show('scorecard', { kpis: 'a b c' });
    expect(element.shadowRoot?.querySelectorAll('.tile')).toHaveLength(3);
    expect(element.shadowRoot?.querySelector('[aria-busy="true"] [role="status"]')?.textContent).toBe('Loading …');
  });

  it.each([
    ['without a token', { 'token-url': '' }, {}, 'NO_TOKEN', 'has no access yet'],
    ['with a wrong period', { period: 'lately' }, {}, 'BAD_INPUT', 'set up wrongly'],
    [
      'for a KPI that is not the token’s',
      {},
      { errors: [{ message: 'x', extensions: { code: 'FORBIDDEN' } }] },
      'FORBIDDEN',
      'may not show this',
    ],
    ['of somebody unknown', {}, { known: false }, 'NOT_FOUND', 'Nothing is known of this customer'],
    [
      'that cannot be answered',
      {},
      { errors: [{ message: 'x', extensions: { code: 'INTERNAL' } }] },
      'UNAVAILABLE',
      'cannot answer just now',
    ],
    ['that is cut off', {}, { down: true }, 'OFFLINE', 'cannot be reached'],
    ['whose back end is down', {}, { tokens: [() => null] }, 'TOKEN', 'could not be renewed'],
    [
      'with a token of another page',
      {},
      { tokens: [() => ({ token: tokenOf({ origin: 'https://evil.example' }) })] },
      'ORIGIN',
      'not allowed on this page',
    ],
  ])('%s says so', async (_, attributes: Record<string, string>, fault, code, words) => {
    Object.assign(gateway, fault);
    const element = await show('kpi', { kpi: 'csat', ...attributes });
    expect(at(element, 'message')?.textContent).toContain(words);
    expect(events).toEqual([{ type: 'carekpi-error', detail: { code, message: expect.any(String) as string } }]);
    if (code === 'ORIGIN' || code === 'NO_TOKEN') expect(gateway.asked).toEqual([]);
  });

  it('gets a new token when the old one is refused, and asks again', async () => {
    const element = await show('kpi', { kpi: 'csat' });
    await pass(30_000);
    gateway.errors = [{ message: 'over', extensions: { code: 'UNAUTHENTICATED' } }];
    gateway.tokens = [
      () => {
        gateway.errors = null;
        return { token: tokenOf({ key: 'c-2' }) };
      },
    ];
    await pass(31_000);
    expect(gateway.issued).toBe(2);
    expect(gateway.asked.at(-1)?.authorization).not.toBe(gateway.asked[0]?.authorization);
    expect(at(element, 'message')).toBeNull();
  });

  it('keeps what it shows while it cannot be renewed, says of when it is, and heals', async () => {
    const element = await show('kpi', { kpi: 'csat' });
    gateway.down = true;
    await pass(61_000);
    expect(at(element, 'late')?.textContent).toContain('could not be renewed since');
    expect(text(element)).toContain('81.3%');
    gateway.down = false;
    gateway.values = [valueOf('csat', { value: 90 })];
    await pass(60_000);
    expect([at(element, 'late'), text(element).includes('90%')]).toEqual([null, true]);
  });

  it('tries again when a person asks, and once in a while by itself', async () => {
    gateway.down = true;
    const element = await show('kpi', { kpi: 'csat' });
    await pass(3_000);
    expect(gateway.asked).toEqual([]);
    gateway.down = false;
    element.shadowRoot?.querySelector('button')?.click();
    await pass();
    expect(text(element)).toContain('81.3%');
  });

  it('shares its token with the others of the page', async () => {
    const url = 'https://crm.example.com/shared/token';
    await Promise.all([
      show('kpi', { kpi: 'csat', 'token-url': url }),
      show('scorecard', { 'token-url': url }),
      show('customer', { 'token-url': url }),
    ]);
    expect([gateway.issued, gateway.asked.length]).toEqual([1, 3]);
  });

  it('takes a token or a way to get one from the page’s script, also before it is defined', async () => {
    const given = document.createElement('carekpi-kpi') as HTMLElement & { token: string; getToken: unknown };
    Object.defineProperty(given, 'token', { value: tokenOf({ key: 'c-7' }), configurable: true, writable: true, enumerable: true });
    given.setAttribute('kpi', 'csat');
    document.body.append(given);
    await pass();
    expect(gateway.asked[0]?.variables['key']).toBe('c-7');
    given.token = tokenOf({ key: 'c-7' });
    await pass();
    expect(text(given)).toContain('81.3%');
    const asking = document.createElement('carekpi-kpi') as HTMLElement & { getToken: () => ReturnType<Tokens['get']> | object };
    asking.setAttribute('kpi', 'csat');
    asking.getToken = () => Promise.resolve({ token: tokenOf({ key: 'c-8' }) });
    document.body.append(asking);
    await pass();
    expect(gateway.asked.at(-1)?.variables['key']).toBe('c-8');
  });

  it('asks nothing any more once it is taken out', async () => {
    const element = await show('kpi', { kpi: 'csat' });
    element.remove();
    const [asked, issued] = [gateway.asked.length, gateway.issued];
    await pass(3_600_000);
    expect([gateway.asked.length, gateway.issued]).toEqual([asked, issued]);
  });
});
