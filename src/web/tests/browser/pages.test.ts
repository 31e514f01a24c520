import { appendFileSync } from 'node:fs';
import { chromium as browserType, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemsOf } from './axe';
import { chromium, missing, World } from './world';

const lacks = missing({ long: true });
if (lacks) console.warn(`The look at every page is skipped: ${lacks}.`);

const pages = [
  '/',
  '/live',
  '/teams',
  '/customers',
  '/kpis',
  '/kpis/csat',
  '/kpis/csat?tab=ranking',
  '/kpis/csat?tab=drivers',
  '/kpis/csat?tab=evidence',
  '/kpis/csat?tab=about',
  '/kpis/first_response_time?tab=distribution',
  '/cohorts',
  '/targets',
  '/alerts',
  '/alerts?show=rules',
  '/custom-kpis',
  '/annotations',
  '/disputes',
  '/quality',
  '/import',
  '/reports',
  '/access',
  '/access/people',
  '/access/widgets',
  '/access/audit',
  '/access/limits',
  '/settings',
  '/settings/hours',
  '/settings/sla',
  '/settings/service-level',
  '/settings/windows',
  '/settings/health',
  '/settings/appraisal',
  '/settings/visibility',
  '/settings/sign-in',
  '/settings/months',
  '/customers/nobody',
  '/kpis/nothing',
  '/nowhere',
] as const;

const looks = [
  { name: 'light', viewport: { width: 1360, height: 900 }, colorScheme: 'light', locale: 'en-GB' },
  { name: 'dark', viewport: { width: 1360, height: 900 }, colorScheme: 'dark', locale: 'en-GB' },
  { name: 'narrow', viewport: { width: 390, height: 844 }, colorScheme: 'light', locale: 'en-GB' },
  { name: 'narrow, dark, in Malay, whose words are long', viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'ms-MY' },
] as const;
describe.skipIf(lacks !== null)('every page', () => {
  const world = new World();
  const complaints: string[] = [];
  let browser: Browser;
  let cookies: Parameters<Awaited<ReturnType<Browser['newContext']>>['addCookies']>[0];
  let looked = 0;

  async function open(look: (typeof looks)[number]): Promise<Page> {
    const context = await browser.newContext({ ...look, reducedMotion: 'reduce' });
    if (cookies) await context.addCookies(cookies);
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => complaints.push(`${page.url()}: ${message}`));
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().includes('401')) complaints.push(`${page.url()}: ${line.text()}`);
    });
    return page;
  }

  const settled = async (page: Page): Promise<void> => {
    await page.locator('main').locator('h1, .state').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('.skeleton, .spinner, [aria-busy="true"]'));
  };

  beforeAll(async () => {
    browser = await browserType.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
    await world.start();
    const page = await open(looks[0]);
    await page.goto(world.link('eve@walk.invalid', 'admin'));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Where to look' }).waitFor();
    cookies = await page.context().cookies();
    await page.context().close();
  });
  afterAll(async () => {
    await browser?.close();
    world.stop();
  });

  it.for(looks)(
    'is whole $name: axe finds nothing, nothing is wider than the window, and the console is silent',
    { timeout: 300_000 },
    async (look) => {
      const page = await open(look);
      const found: string[] = [];
      for (const path of pages) {
        await page.goto(world.url + path);
        await settled(page);
        found.push(...(await problemsOf(page)).map((problem) => `${path}: ${problem}`));
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wider > 0) found.push(`${path}: ${wider} px wider than the window`);
        looked += 1;
      }
      await page.context().close();
      expect([...found, ...complaints]).toEqual([]);
    },
  );

  it('leads from the overview to the evidence by the keyboard alone', async () => {
    const page = await open(looks[0]);
    await page.goto(world.url);
    await settled(page);
    let keys = 0;
    const focused = (): Promise<string> =>
      page.evaluate(() => (document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim());
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let at = 0; at < 60; at += 1) {
        await page.keyboard.press('Tab');
        keys += 1;
        if (name.test(await focused())) {
          // Where one is can be seen.
          const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
          expect(outline).not.toBe('none');
          return;
        }
      }
      throw new Error(`Tab does not lead to ${name}; it is at ${await focused()}`);
    };
    await tabTo(/^Skip/);
    await page.keyboard.press('Enter');
    await tabTo(/^Why/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/kpis\/.*tab=drivers/);
    await settled(page);
    await tabTo(/^Drivers$/);
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/tab=evidence/);
    await settled(page);
    await page.getByRole('tabpanel').getByRole('table').waitFor();
    expect(await page.getByRole('tabpanel').getByRole('row').count()).toBeGreaterThan(1);
    expect(complaints).toEqual([]);
    console.log(`from the overview to the evidence: ${keys} presses of Tab`);
    await page.context().close();
  });

  it('tells how much was looked at', () => {
    const told = `${pages.length} pages in ${looks.length} looks: ${looked} times axe, nothing found`;
    console.log(told);
    if (process.env['CAREKPI_PROVE_SIZE']) appendFileSync(process.env['CAREKPI_PROVE_SIZE'], `${told}\n`);
    expect(looked).toBe(pages.length * looks.length);
  });
});
