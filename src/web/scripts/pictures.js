// Takes every page of a running dashboard in light, dark and narrow, a few in 繁體中文: node scripts/pictures.js <gateway> <sign-in link> [page …]. Into docs/images, made small by pngquant (Debian has it).
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const [gateway, link, ...only] = process.argv.slice(2);
if (!gateway || !link) throw new Error('node scripts/pictures.js <gateway> <sign-in link> [page …]');
const folder = process.env.PICTURES ?? fileURLToPath(new URL('../../../docs/images/', import.meta.url));
mkdirSync(folder, { recursive: true });

/** @type {Record<string, string>} */
const pages = {
  overview: '/',
  live: '/live',
  teams: '/teams',
  customers: '/customers',
  kpis: '/kpis',
  kpi: '/kpis/csat',
  'kpi-drivers': '/kpis/csat?tab=drivers',
  'kpi-evidence': '/kpis/csat?tab=evidence',
  cohorts: '/cohorts',
  targets: '/targets',
  alerts: '/alerts',
  'alert-rules': '/alerts?show=rules',
  'custom-kpis': '/custom-kpis',
  quality: '/quality',
  import: '/import',
  annotations: '/annotations',
  reports: '/reports',
  disputes: '/disputes',
  'settings-hours': '/settings/hours',
  'settings-sla': '/settings/sla',
  'settings-service-level': '/settings/service-level',
  'settings-windows': '/settings/windows',
  'settings-health': '/settings/health',
  'settings-appraisal': '/settings/appraisal',
  'settings-visibility': '/settings/visibility',
  'settings-sign-in': '/settings/sign-in',
  'settings-months': '/settings/months',
  'access-keys': '/access/keys',
  'access-people': '/access/people',
  'access-widgets': '/access/widgets',
  'access-audit': '/access/audit',
  'access-limits': '/access/limits',
  'sign-in': '/',
};
/** Those that are reached by a link in another: the first row of its first table. */
const reached = { team: '/teams', agent: null, customer: '/customers', report: '/reports' };
/** Seen by who is signed out. */
const outside = ['sign-in'];
const inChinese = ['overview', 'kpi', 'alerts', 'quality'];
const tallest = 1_800;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const first = await browser.newContext();
const door = await first.newPage();
await door.goto(link);
await door.getByRole('button').first().click();
await door.waitForURL((url) => !url.pathname.startsWith('/auth'));
const cookies = await first.cookies();
for (const [name, from] of Object.entries(reached)) {
  if (from !== null) await door.goto(gateway + from);
  await door.locator('main table a').first().click();
  await door.waitForURL((url) => new RegExp(`^/${name}s/.`).test(url.pathname));
  await door.waitForLoadState('networkidle');
  pages[name] = new URL(door.url()).pathname;
}
await first.close();

/** @type {Record<string, import('playwright-core').BrowserContextOptions & { viewport: { width: number, height: number } }>} */
const looks = {
  light: { viewport: { width: 1360, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1360, height: 900 }, colorScheme: 'dark' },
  narrow: { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  'zh-Hant': { viewport: { width: 1360, height: 900 }, colorScheme: 'light', locale: 'zh-HK' },
};
for (const [look, options] of Object.entries(looks)) {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.on('console', (line) => line.type() === 'error' && console.error(`${page.url()}: ${line.text()}`));
  page.on('pageerror', ({ message }) => console.error(`${page.url()}: ${message}`));
  for (const [name, path] of Object.entries(pages)) {
    if ((only.length > 0 && !only.includes(name)) || (look === 'zh-Hant' && !inChinese.includes(name))) continue;
    await context.clearCookies();
    if (!outside.includes(name)) await context.addCookies(cookies);
    await page.goto(gateway + path, { waitUntil: 'networkidle' });
    await page.waitForFunction(() => !document.querySelector('.skeleton, .spinner, [aria-busy="true"]'), undefined, { timeout: 15_000 });
    const { height, wider } = await page.evaluate(() => ({
      height: document.documentElement.scrollHeight,
      wider: document.documentElement.scrollWidth - innerWidth,
    }));
    if (wider > 0) console.error(`${look} ${path} is ${wider} px wider than the window`);
    const file = `${folder}/${name}-${look}.png`;
    const clip = { x: 0, y: 0, width: options.viewport.width, height: Math.min(height, tallest) };
    await page.screenshot({ path: file, fullPage: true, clip, animations: 'disabled' });
    spawnSync('pngquant', ['--force', '--skip-if-larger', '--quality', '60-90', '--output', file, '64', file]);
  }
  await context.close();
}
await browser.close();
