import { chromium as browserType, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemsOf } from './axe';
import { chromium, missing, World } from './world';

const lacks = missing({ long: true });
if (lacks) console.warn(`The walk through what is managed is skipped: ${lacks}.`);

const calls = [
  'Call Id,Agent,Date,Time,Topic,Answered (Y/N),Resolved,Speed of answer in seconds,AvgTalkDuration,Satisfaction rating',
  'W-1,Diane,1-Jan-26,9:12,"Contract, related",Y,Y,12,0:02:23,4',
  'W-2,Becky,1-Jan-26,9:15,Billing,Y,N,70,0:04:02,9',
  '',
].join('\n');

describe.skipIf(lacks !== null)('a walk through what is managed', () => {
  const world = new World();
  const complaints: string[] = [];
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  /** The page is whole: nothing is on its way, wider than the window, untold to axe, or complained about. */
  const sound = async (): Promise<void> => {
    await page.locator('h1').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('.skeleton, .spinner, [aria-busy="true"]'));
    expect(await problemsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  };
  const dialog = () => page.getByRole('dialog');

  beforeAll(async () => {
    browser = await browserType.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
    await world.start();
    context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1360, height: 900 } });
    page = await context.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    await page.goto(world.link('ann@walk.invalid', 'admin'));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    world.stop();
  });

  it('sets a target, and says which one another would overlap', async () => {
    await page.goto(`${world.url}/targets`);
    await page.getByRole('heading', { name: 'All targets' }).waitFor();
    await sound();
    const set = async (target: string, warning: string): Promise<void> => {
      await page.getByRole('button', { name: 'Set a target' }).click();
      await dialog().getByLabel('KPI').selectOption('average_resolution_time');
      await dialog().getByLabel('Target', { exact: true }).fill(target);
      await dialog().getByLabel('Warning (optional)').fill(warning);
      await dialog().getByRole('button', { name: 'Save' }).click();
    };
    await set('7m 30s', '5m');
    await dialog().getByText('It must be above the target').waitFor();
    await sound();
    await dialog().getByLabel('Warning (optional)').fill('9m');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('is set').waitFor();
    await set('8m', '');
    await dialog().getByRole('alert').first().waitFor();
    expect(await dialog().getByRole('alert').first().innerText()).toMatch(/overlap|already|450/i);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().getByText('Discard what you have changed?').waitFor();
    await dialog().getByRole('button', { name: 'Discard' }).click();
    await dialog().waitFor({ state: 'detached' });
  });

  it('shows where a formula cannot be read, and defines it once it can', async () => {
    await page.goto(`${world.url}/custom-kpis?edit=new`);
    await page.getByLabel('Name').fill('Care index');
    expect(await page.getByLabel('Code').inputValue()).toBe('care_index');
    await page.getByRole('textbox', { name: 'Formula' }).fill('csat + * 2');
    await page.getByText('At character 8:').waitFor();
    expect(await page.locator('.formula-marks mark').innerText()).toBe('*');
    await sound();
    await page.getByRole('textbox', { name: 'Formula' }).fill('csat * 0.6 + first_contact_resolution * 0.4');
    await page.getByRole('img', { name: /^Care index: from/ }).waitFor();
    await sound();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Care index is defined, version 1').waitFor();
    await page.getByRole('link', { name: 'Care index' }).waitFor();
    await sound();
  });

  it('makes a rule, and acknowledges what it raises', async () => {
    await page.goto(`${world.url}/alerts?show=rules`);
    await page.getByRole('button', { name: 'New rule' }).click();
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByText('Fill this in.').first().waitFor();
    await dialog().getByLabel('Name').fill('There are contacts');
    await dialog().getByLabel('Level').selectOption('TENANT');
    await dialog().getByLabel('KPI').selectOption('contact_volume');
    await dialog().getByLabel('Side').selectOption('above');
    await dialog().getByLabel('Value').fill('1');
    await dialog().getByLabel('Period').selectOption('LAST_28_DAYS');
    await dialog().getByLabel('At least so many observations').fill('1');
    await sound();
    await dialog().getByRole('button', { name: 'Save' }).click();
    await page.getByText('The rule is saved').waitFor();
    await sound();
    // Rules are looked at after events.
    await world.post('care.contact.ended', { contact: 'walk-1', channel: 'voice', direction: 'inbound', outcome: 'answered', wait: 3 });
    await page.getByRole('tab', { name: 'Inbox' }).click();
    const mine = page.getByRole('row', { name: /There are contacts/ });
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.getByRole('heading', { name: 'Inbox' }).waitFor();
          await page.waitForFunction(() => !document.querySelector('.skeleton'));
          return mine.count();
        },
        { timeout: 25_000, interval: 500 },
      )
      .toBeGreaterThan(0);
    await sound();
    await mine.getByRole('button', { name: /^Acknowledge/ }).click();
    await page.getByText('The alert is acknowledged').waitFor();
    await mine.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Acknowledged', exact: true }).click();
    await mine.getByText('by ann@walk.invalid').waitFor();
  });

  it('imports a file, and tells which rows were refused', async () => {
    await page.goto(`${world.url}/import`);
    const file = { name: 'calls.csv', mimeType: 'text/csv', buffer: Buffer.from(calls) };
    await page.getByLabel('Choose a file').setInputFiles({ ...file, buffer: Buffer.from(calls.replace('Topic', 'Subject')) });
    await page.getByText('These columns are missing: Topic').waitFor();
    await page.getByLabel('Choose a file').setInputFiles(file);
    await page.getByRole('cell', { name: 'Contract, related' }).waitFor();
    await sound();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('The file is there').waitFor();
    await page
      .getByText(/Line 3: must be 1 to 5/)
      .first()
      .click();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download refused rows' }).click();
    expect((await saved).suggestedFilename()).toBe('refused-rows.csv');
    await sound();
    await page.goto(`${world.url}/quality`);
    await page.getByText('import/call-center', { exact: true }).waitFor();
    await sound();
  });

  it('shows a lead the own targets and alerts, and nothing to change', async () => {
    const other = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 } });
    const one = await other.newPage();
    await one.goto(world.link('lee@walk.invalid', 'lead', '--team', 'billing'));
    await one.getByRole('button', { name: 'Sign in' }).click();
    await one.locator('.shell').waitFor();
    await one.goto(`${world.url}/targets`);
    await one.getByRole('heading', { name: 'All targets' }).waitFor();
    expect(await one.getByRole('button', { name: 'Set a target' }).count()).toBe(0);
    expect(await one.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await one.goto(`${world.url}/import`);
    await one.getByText('This page is not for your role').waitFor();
    await other.close();
  });
});
