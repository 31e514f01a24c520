import { chromium as browserType, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemsOf } from './axe';
import { chromium, missing, World } from './world';

const lacks = missing({ long: true });

describe.skipIf(lacks !== null)('access, disputes and reports on the dashboard', () => {
  const world = new World();
  const complaints: string[] = [];
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  const sound = async (): Promise<void> => {
    await page.waitForFunction(() => !document.querySelector('.skeleton, .spinner, [aria-busy="true"]'));
    expect(await problemsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  };
  const dialog = () => page.getByRole('dialog');
  const csat = async (): Promise<number> => {
    await page.goto(`${world.url}/kpis/csat?period=last-90-days`);
    const text = await page.locator('.kpi-head .kpi-value').innerText();
    return Number.parseFloat(text);
  };

  beforeAll(async () => {
    browser = await browserType.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
    await world.start();
    context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1360, height: 900 } });
    page = await context.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().includes('401')) complaints.push(line.text());
    });
    await page.goto(world.link('ann@walk.invalid', 'admin'));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Where to look' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    world.stop();
  });

  it('makes a key, shows it once, and revokes it', async () => {
    await page.goto(`${world.url}/access`);
    await page.getByRole('button', { name: 'New key' }).click();
    await dialog().getByRole('button', { name: 'Create key' }).click();
    await dialog().getByText('Fill this in.').waitFor();
    await dialog().getByLabel('Name').fill('CRM');
    await dialog().getByLabel('Networks').fill('203.0.113.7');
    await dialog().getByRole('button', { name: 'Create key' }).click();
    const secret = await dialog().getByLabel('API key', { exact: true }).innerText();
    expect(secret).toMatch(/^ck_/);
    await sound();
    await dialog().getByRole('button', { name: 'Done' }).click();
    await page.getByRole('cell', { name: '203.0.113.7/32' }).waitFor();
    expect(await page.content()).not.toContain(secret);
    await page.getByRole('button', { name: 'Revoke: CRM' }).click();
    await dialog().getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByRole('button', { name: 'Revoke: CRM' }).waitFor({ state: 'detached' });
    await sound();
  });

  it('invites a person with a link that is shown once, and that signs in', async () => {
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('button', { name: 'Invite' }).click();
    await dialog().getByLabel('Name').fill('Lin Tan');
    await dialog().getByLabel('E-mail').fill('lin@walk.invalid');
    await dialog().getByLabel('Teams').selectOption({ index: 1 });
    await dialog().getByRole('button', { name: 'Invite' }).click();
    const link = await dialog().getByLabel('Sign-in link', { exact: true }).innerText();
    await dialog().getByRole('button', { name: 'Done' }).click();
    await page.getByText('lin@walk.invalid').waitFor();
    expect(await page.content()).not.toContain(link);
    await sound();
    const own = await browser.newContext({ locale: 'en-GB' });
    const lead = await own.newPage();
    await lead.goto(link);
    await lead.getByRole('button', { name: 'Sign in' }).click();
    await lead.getByRole('link', { name: 'Disputes' }).waitFor();
    expect(await lead.getByRole('link', { name: 'Access' }).count()).toBe(0);
    await own.close();
  });

  it('tells in the audit log what was done', async () => {
    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByText(/made the API key “CRM”/).waitFor();
    await page.getByLabel('What').selectOption('key');
    await page.waitForURL(/action=key/);
    await page
      .getByText(/invited a person/)
      .first()
      .waitFor({ state: 'detached' });
    await sound();
  });

  it('disputes an answer, decides, and CSAT follows', async () => {
    await page.goto(`${world.url}/kpis/csat?period=last-90-days&tab=evidence`);
    const bad = page.getByRole('row').filter({ has: page.getByRole('cell', { name: 'Denominator', exact: true }) });
    await bad
      .getByRole('button', { name: /^Dispute:/ })
      .first()
      .click();
    await dialog().getByLabel('Reason').fill('The customer meant the shop');
    await dialog().getByRole('button', { name: 'Dispute', exact: true }).click();
    await page.getByText('The answer is disputed').waitFor();
    const before = await csat();
    await page.getByRole('link', { name: 'Disputes' }).click();
    await page.getByText('The customer meant the shop').waitFor();
    await sound();
    await page.getByRole('button', { name: /^Decide:/ }).click();
    await dialog().getByText('It does not count').click();
    await dialog().getByLabel('Reason').fill('Meant for another team');
    await dialog().getByRole('button', { name: 'Decide', exact: true }).click();
    await page.getByText('Nothing waits for a decision.').waitFor();
    await expect.poll(csat, { timeout: 20_000 }).toBeGreaterThan(before);
  });

  it('makes a report and shows it in a frame in which nothing runs', async () => {
    await page.goto(`${world.url}/reports`);
    await page.getByRole('button', { name: 'New report' }).click();
    await dialog().getByLabel('Name').fill('Weekly care');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByText('Give an e-mail address, a webhook, or both.').waitFor();
    await dialog().getByLabel('Webhook').fill('https://hooks.example.com/care');
    await dialog().getByLabel('Secret').fill('0123456789abcdef');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Weekly care' }).click();
    const frame = page.locator('iframe');
    const heading = frame.contentFrame().getByRole('heading', { name: 'Weekly care' });
    await heading.waitFor();
    expect(await frame.getAttribute('sandbox')).toBe('allow-same-origin');
    // What the page's policy would leave out is there all the same.
    await expect.poll(() => heading.evaluate((one) => getComputedStyle(one).fontSize)).toBe('20px');
    await sound();
  });
});
