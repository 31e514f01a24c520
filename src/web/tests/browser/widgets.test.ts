import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium as browserType, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { problemsOf } from './axe';
import { Crm, type Minted } from './crm';
import { chromium, missing, World } from './world';

const lacks = missing({ long: true });
const images = fileURLToPath(new URL('../../../../docs/images/', import.meta.url));
const kpis = ['csat', 'first_contact_resolution', 'average_handle_time', 'customer_health'];

describe.skipIf(lacks !== null)('widgets in the pages of a partner', () => {
  const world = new World();
  const crm = new Crm(() => world.url);
  const stranger = new Crm(() => world.url);
  const complaints: string[] = [];
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let script = '';
  let widget = '';
  let customer = '';

  const embed = (elements: string, tag = script): string =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
     <title>CRM</title><link rel="stylesheet" href="/crm.css">${tag}</head><body><header><h1>Mock CRM</h1></header><main>${elements}</main></body></html>`;
  const four = (attributes = ''): string => `<section aria-label="Care">
      <carekpi-scorecard token-url="/token" ${attributes}></carekpi-scorecard>
      <carekpi-trend token-url="/token" kpi="csat" interval="week" period="last-90-days" ${attributes}></carekpi-trend></section>
    <section aria-label="Customer"><carekpi-customer token-url="/token" ${attributes}></carekpi-customer>
      <carekpi-kpi token-url="/token" kpi="csat" period="last-90-days" ${attributes}></carekpi-kpi></section>`;
  const frame = (id: string, element = 'kpi', more = 'period=last-90-days'): string =>
    `<section><iframe title="Care" src="${world.url}/widgets/v1/frame/${id}/${element}?${more}" sandbox="allow-scripts allow-same-origin"></iframe></section>`;
  const shown = async (on: Page, elements = 4): Promise<void> => {
    await on.waitForFunction(
      (count) =>
        [...document.querySelectorAll('main *')].filter((one) => one.shadowRoot?.querySelector('.value, .chart[role]')).length === count,
      elements,
    );
  };
  const bring =
    (minter: string) =>
    (origin: string): Promise<Minted> =>
      world.call<Minted>(minter, 'POST', '/v1/widgets/tokens', { level: 'customer', key: customer, origin });

  beforeAll(async () => {
    browser = await browserType.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
    await Promise.all([world.start(), crm.start(), stranger.start()]);
    const admin = world.keyFor('read', 'manage');
    const minter = world.keyFor('widget');
    ({ id: widget } = await world.call<{ id: string }>(admin, 'POST', '/v1/widgets', {
      name: 'Card',
      origins: [crm.origin],
      levels: ['customer'],
      kpis,
    }));
    const { items } = await world.call<{ items: readonly { key: string }[] }>(admin, 'GET', '/v1/scopes?level=customer&first=100');
    const asked = items.map(({ key }) => ({
      scope: { level: 'customer', key },
      period: { preset: 'LAST_90_DAYS' },
      values: { kpis: ['csat'] },
    }));
    const answers = await world.call<{ answers: readonly { values?: readonly { count: number }[] }[] }>(admin, 'POST', '/v1/scorecards', {
      requests: asked,
    });
    const counts = answers.answers.map(({ values }) => values?.[0]?.count ?? 0);
    customer = items[counts.indexOf(Math.max(...counts))]?.key ?? '';
    crm.mint = bring(minter);
    // It got hold of tokens that are not its own.
    stranger.mint = () => bring(minter)(crm.origin);
    const { path, integrity } = (await (await fetch(`${world.url}/widgets/v1/integrity.json`)).json()) as {
      path: string;
      integrity: string;
    };
    script = `<script src="${world.url}${path}" integrity="${integrity}" crossorigin="anonymous" defer></script>`;
    for (const one of [crm, stranger]) {
      one.pages.set('/', embed(four()));
      one.pages.set('/frame', embed(frame(widget), '<script src="/page.js" defer></script>'));
      one.scripts.set('/page.js', pageScript(world.url));
    }
    crm.pages.set('/malay', embed(four('locale="ms"')));
    crm.pages.set('/module', embed(four(), script.replace(' defer', ' type="module"')));
    crm.pages.set('/changed', embed(four(), script.replace(/sha384-..../, 'sha384-AAAA')));
    crm.pages.set('/unknown', embed('<section><carekpi-kpi token-url="/token" kpi="nonsense"></carekpi-kpi></section>'));
  });
  beforeEach(async () => {
    complaints.length = 0;
    crm.failing = false;
    await context?.close();
    context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1180, height: 860 } });
    page = await context.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (line) => void (line.type() === 'error' && complaints.push(line.text())));
  });
  afterAll(async () => {
    await browser?.close();
    crm.stop();
    stranger.stop();
    world.stop();
  });

  it('are shown under a strict policy, with the script held to its hash, by one token', async () => {
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) =>
        shifts.push(...list.getEntries().map((entry) => (entry as unknown as { value: number }).value)),
      ).observe({ type: 'layout-shift', buffered: true });
    });
    const before = crm.minted;
    await page.goto(crm.origin);
    await shown(page);
    expect(crm.minted - before).toBe(1);
    expect(await problemsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const shift = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts.reduce((sum, one) => sum + one, 0));
    console.info(`layout shift ${shift.toFixed(3)}`);
    expect(shift).toBeLessThan(0.1);
  });

  it('are shown light, dark and narrow', async () => {
    mkdirSync(images, { recursive: true });
    for (const [name, width, colorScheme] of [
      ['light', 1180, 'light'],
      ['dark', 1180, 'dark'],
      ['narrow', 390, 'light'],
    ] as const) {
      await page.setViewportSize({ width, height: 860 });
      await page.emulateMedia({ colorScheme });
      await page.goto(crm.origin);
      await shown(page);
      expect(await problemsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      if (process.env['CAREKPI_IMAGES']) await page.screenshot({ path: `${images}widgets-${name}.png`, fullPage: true });
    }
  });

  it('work as a module, too', async () => {
    await page.goto(`${crm.origin}/module`);
    await shown(page);
    expect(complaints).toEqual([]);
  });

  it('speak the language that is asked for', async () => {
    await page.goto(`${crm.origin}/malay`);
    await shown(page);
    await page.getByText('Tunjuk sebagai jadual').click();
    await page.getByRole('columnheader', { name: 'Sampel' }).waitFor();
    expect(await problemsOf(page)).toEqual([]);
  });

  it('are read point by point with the keyboard', async () => {
    await page.goto(crm.origin);
    await shown(page);
    const chart = page.getByRole('slider');
    await chart.focus();
    const last = await chart.getAttribute('aria-valuetext');
    await page.keyboard.press('Home');
    const first = await chart.getAttribute('aria-valuetext');
    expect(first).not.toBe(last);
    expect(await problemsOf(page)).toEqual([]);
  });

  it('are not run when the script is not the one that the page expects', async () => {
    await page.goto(`${crm.origin}/changed`, { waitUntil: 'load' });
    expect(await page.evaluate(() => customElements.get('carekpi-kpi') === undefined)).toBe(true);
    expect(complaints.join()).toContain('integrity');
  });

  it('say on a page of another origin that they are not for it, and ask nothing', async () => {
    const asked: string[] = [];
    page.on('request', (request) => void (request.url().includes('/graphql') && asked.push(request.url())));
    await page.goto(stranger.origin);
    await page.getByText('This widget is not allowed on this page').first().waitFor();
    expect(await page.getByText('This widget is not allowed on this page').count()).toBe(4);
    expect(asked).toEqual([]);
    expect(await problemsOf(page)).toEqual([]);
    // Nor does the gateway answer such a page that asks by itself.
    const answer = await page.evaluate(async (gateway) => {
      const { token } = (await (await fetch('/token')).json()) as { token: string };
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      return fetch(`${gateway}/graphql`, { method: 'POST', headers, body: '{"documentId":"x"}' }).then(
        (response) => response.text(),
        (error: unknown) => String(error),
      );
    }, world.url);
    expect(answer).toContain('Failed to fetch');
  });

  it('show what has changed as it happens', async () => {
    const told = page.waitForResponse((response) => response.headers()['content-type']?.startsWith('text/event-stream') ?? false);
    await page.goto(crm.origin);
    await shown(page);
    await told;
    const sample = page.locator('carekpi-kpi').locator('[part="sample"]');
    const before = await sample.textContent();
    await world.post('care.survey.answered', { survey: `s-${performance.now()}`, kind: 'csat', score: 5, customer, channel: 'voice' });
    await page.waitForFunction(
      (text) => document.querySelector('carekpi-kpi')?.shadowRoot?.querySelector('[part="sample"]')?.textContent !== text,
      before,
      { timeout: 20_000 },
    );
  });

  it('renew their token before it is over', async () => {
    await page.clock.install();
    await page.goto(crm.origin);
    await shown(page);
    const before = crm.minted;
    await page.clock.runFor(13 * 60_000);
    expect(crm.minted).toBe(before);
    const renewed = page.waitForResponse((response) => response.url().endsWith('/token'));
    await page.clock.runFor(70_000);
    await renewed;
    expect(crm.minted).toBe(before + 1);
    expect(await page.locator('carekpi-kpi').locator('[part="value"]').count()).toBe(1);
  });

  it('say that they have no access, and heal', async () => {
    crm.failing = true;
    await page.goto(crm.origin);
    const message = page.getByText('Access could not be renewed');
    await message.first().waitFor();
    expect(await problemsOf(page)).toEqual([]);
    crm.failing = false;
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await shown(page);
  });

  it('say what of the page is wrong', async () => {
    await page.goto(`${crm.origin}/unknown`);
    const message = page.locator('carekpi-kpi').locator('[part="message"]');
    await message.waitFor();
    expect(await message.innerText()).toMatch(/may not show this|no such KPI/);
  });

  it('are shown in a sandboxed frame, with a token from the page around', async () => {
    await page.goto(`${crm.origin}/frame`);
    const inside = page.frameLocator('iframe');
    await inside.locator('[part="value"]').waitFor();
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(
      expect.arrayContaining(['carekpi-token-needed', 'carekpi-height', 'carekpi-loaded']),
    );
    expect(complaints).toEqual([]);
    expect(await problemsOf(page)).toEqual([]);
  });

  it('take no token that was made for another page', async () => {
    const mint = crm.mint;
    const { origin } = stranger;
    crm.mint = async () => {
      const { token, expiresAt } = await mint(crm.origin);
      const [head = '', body = '', signature = ''] = token.split('.');
      const claims = { ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), origin };
      return { token: [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.'), expiresAt };
    };
    await page.goto(`${crm.origin}/frame`);
    await page.frameLocator('iframe').getByText('Access could not be renewed').waitFor();
    crm.mint = mint;
  });

  it('are framed by pages of their origins alone', async () => {
    await page.goto(`${stranger.origin}/frame`, { waitUntil: 'load' });
    expect(complaints.join()).toMatch(/frame-ancestors/);
    expect(await page.frameLocator('iframe').locator('carekpi-kpi').count()).toBe(0);
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
  });
});

/** As docs/widgets.md has it. */
const pageScript = (gateway: string): string => `
window.heard = [];
const frame = document.querySelector('iframe');
addEventListener('message', async ({ source, origin, data }) => {
  if (source !== frame.contentWindow || origin !== '${gateway}') return;
  window.heard.push(data.type);
  if (data.type === 'carekpi-height') frame.style.height = data.height + 'px';
  if (data.type !== 'carekpi-token-needed') return;
  const { token, expiresAt } = await (await fetch('/token')).json();
  frame.contentWindow.postMessage({ type: 'carekpi-token', token, expiresAt }, '${gateway}');
});
`;
