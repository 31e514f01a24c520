import { expect } from 'vitest';
import type { Page } from 'playwright-core';

type Sound = (page?: Page) => Promise<void>;

const sections = ['hours', 'sla', 'service-level', 'windows', 'health', 'appraisal', 'visibility', 'sign-in', 'months'];

/** Every part is whole, and leads to the others. */
export async function everySection(page: Page, url: string, sound: Sound): Promise<void> {
  await page.goto(`${url}/settings`);
  await sound();
  for (const section of sections) {
    await page.goto(`${url}/settings/${section}`);
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link').first().waitFor();
    await sound();
  }
}

/** Weights are told as shares while they are typed; saved, they hold at once. */
export async function weighs(page: Page, url: string, sound: Sound): Promise<void> {
  await page.goto(`${url}/settings/health`);
  const health = page.getByRole('heading', { name: /^What comes of it now: / });
  await health.waitFor();
  const before = await health.innerText();
  await page.getByText('Weights hold at once and for every period').waitFor();
  await page.getByLabel('Weight: Satisfaction').fill('1000');
  expect(await page.locator('.health-sum').innerText()).toBe('1,070');
  await page.getByLabel('Weight: Recency').fill('1001');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('From 0 to 1,000.').waitFor();
  await page.getByLabel('Weight: Recency').fill('0');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => health.innerText()).not.toBe(before);
  await page.getByText('Who changed this, and when').click();
  await page.getByRole('cell', { name: 'ann@walk.invalid' }).waitFor();
  await sound();
}

/** What is wrong stands where it is, whoever finds it; mended, the past is judged anew by it. */
export async function setsPolicy(page: Page, url: string, sound: Sound): Promise<void> {
  await page.goto(`${url}/settings/sla`);
  await page.getByRole('button', { name: 'Add a policy' }).click();
  const policy = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: /^Policy \d+$/ }) })
    .last();
  await page.getByRole('button', { name: 'Save' }).click();
  await policy.getByText('Give at least one of the three times.').waitFor();
  const first = policy.getByLabel('First answer within');
  await first.fill('0');
  await page.getByRole('button', { name: 'Save' }).click();
  await policy.getByText('must be a number from 1 to').waitFor();
  expect(await first.getAttribute('aria-invalid')).toBe('true');
  await sound();
  await first.fill('2h');
  let asked = '';
  page.once('dialog', (dialog) => {
    asked = dialog.message();
    void dialog.dismiss();
  });
  await page.getByRole('link', { name: 'Closed months' }).click();
  await expect.poll(() => asked).toContain('not saved');
  expect(new URL(page.url()).pathname).toBe('/settings/sla');
  await page.getByLabel('From the beginning').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The past has been judged anew').waitFor({ timeout: 60_000 });
  expect(await first.inputValue()).toBe('2h');
  await sound();
}

/** A month is closed and opened again, each after a question. */
export async function closesMonth(page: Page, url: string, sound: Sound): Promise<void> {
  await page.goto(`${url}/settings/months`);
  const month = await page.getByLabel('Month', { exact: true }).locator('option').first().innerText();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const question = page.getByRole('dialog');
  await question.getByText(`Close ${month}?`).waitFor();
  await question.locator('footer').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('row', { name: month }).waitFor();
  await sound();
  await page.getByRole('button', { name: `Reopen: ${month}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reopen', exact: true }).click();
  await page.getByText('No month is closed yet.').waitFor();
}
