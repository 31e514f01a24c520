import { claimsOf, type Issued } from './token';

/** What a widget in a frame and the page around it say to each other (docs/widgets.md). */
type FromPage = { readonly type: 'carekpi-token'; readonly token: string; readonly expiresAt?: string };
type ToPage =
  | { readonly type: 'carekpi-token-needed' }
  | { readonly type: 'carekpi-height'; readonly height: number }
  | { readonly type: 'carekpi-loaded' }
  | { readonly type: 'carekpi-error'; readonly code: string; readonly message: string };

const patienceMs = 10_000;
const passedOn = ['kpi', 'kpis', 'period', 'interval', 'locale', 'theme'];
const origins = new Set((document.documentElement.dataset['origins'] ?? '').split(' '));
const query = new URLSearchParams(location.search);
const name = location.pathname.split('/').at(-1) ?? '';

/** The page around, where it is one that a token is taken from. Browsers that do not tell are asked by sending to each that it may be. */
const around = [location.ancestorOrigins?.[0], origin(document.referrer)].find((one) => one !== undefined && origins.has(one));
let waiting: { readonly done: (issued: Issued) => void; readonly failed: (reason: Error) => void } | null = null;

function origin(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

function tell(message: ToPage): void {
  for (const one of around === undefined ? origins : [around]) parent.postMessage(message, one);
}

addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
  if (source !== parent || !origins.has(origin) || !isToken(data)) return;
  try {
    // One that was made for another page is not this page's to use, wherever it has it from.
    const { origin: made } = claimsOf(data.token);
    if (made !== origin) throw new Error(`The token was made for ${made}, and the page around is of ${origin}.`);
    waiting?.done({ token: data.token, ...(data.expiresAt !== undefined && { expiresAt: data.expiresAt }) });
  } catch (error) {
    waiting?.failed(error as Error);
  }
  waiting = null;
});

function isToken(data: unknown): data is FromPage {
  const { type, token } = (data ?? {}) as { readonly type?: unknown; readonly token?: unknown };
  return type === 'carekpi-token' && typeof token === 'string';
}

function ask(): Promise<Issued> {
  return new Promise((done, failed) => {
    waiting = { done, failed };
    tell({ type: 'carekpi-token-needed' });
    setTimeout(() => failed(new Error('The page around gave no token.')), patienceMs);
  });
}

const element = document.createElement(`carekpi-${name}`) as HTMLElement & { getToken: () => Promise<Issued> };
for (const one of passedOn) {
  const value = query.get(one);
  if (value !== null) element.setAttribute(one, value);
}
element.getToken = ask;
element.addEventListener('carekpi-loaded', () => tell({ type: 'carekpi-loaded' }));
element.addEventListener('carekpi-error', (event) => {
  tell({ type: 'carekpi-error', ...(event as CustomEvent<{ readonly code: string; readonly message: string }>).detail });
});
const theme = query.get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
document.documentElement.lang = query.get('locale') ?? document.documentElement.lang;
document.querySelector('main')?.append(element);
new ResizeObserver(() => tell({ type: 'carekpi-height', height: Math.ceil(element.getBoundingClientRect().height) })).observe(element);
