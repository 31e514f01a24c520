import { Window } from 'happy-dom';
import { describe, expect, it, vi } from 'vitest';
import { ownAddress } from '../src/auth/origin.js';
import { Bench } from './gateway.js';

const own = 'https://kpi.example.com';
const bench = new Bench({ CAREKPI_PUBLIC_URL: own });
const plain = new Bench();

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(bench.url + path, { headers, redirect: 'manual' });
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(bench.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: own, ...headers },
    body: JSON.stringify(body),
  });
const cookieOf = (response: Response, name: string): string => {
  const set = response.headers.getSetCookie().find((one) => one.startsWith(`${name}=`)) ?? '';
  return set.split(';', 1)[0] ?? '';
};
const session = '__Host-carekpi';

async function signIn(): Promise<string> {
  bench.node.people.links.set('ci_again', 'ck_demo');
  return cookieOf(await post('/auth/redeem', { token: 'ci_again' }), session);
}

interface Page {
  readonly left: ReturnType<typeof vi.fn<(to: string) => void>>;
  address(): string;
  disabled(): boolean | undefined;
  problem(): string | null | undefined;
  press(): void;
}

describe('sign-in at an issuer', () => {
  it('goes there, comes back with the binding, and ends where it was wanted', async () => {
    const login = await get('/auth/login?tenant=demo&to=/teams%3Fx%3D1');
    expect(login.status).toBe(303);
    expect(login.headers.get('location')).toMatch(/^https:\/\/login\.example\.com\/authorize\?state=/);
    const [set] = login.headers.getSetCookie();
    expect(set).toMatch(/^__Host-carekpi-sign-in=[\w-]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const state = new URL(login.headers.get('location') ?? '').searchParams.get('state') ?? '';

    const back = await get(`/auth/callback?state=${state}&code=good`, { cookie: cookieOf(login, '__Host-carekpi-sign-in') });
    expect([back.status, back.headers.get('location')]).toEqual([303, `${own}/teams?x=1`]);
    const cookies = back.headers.getSetCookie();
    expect(cookies[0]).toMatch(/^__Host-carekpi=cs_[\w-]+; Max-Age=60\d{4}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    expect(cookies[1]).toMatch(/^__Host-carekpi-sign-in=; Max-Age=0;/);
    expect(await back.text()).not.toContain('cs_');
  });

  it('is refused without the binding, with another one, with a used code, and when it was broken off', async () => {
    const start = async (): Promise<{ state: string; cookie: string }> => {
      const login = await get('/auth/login?tenant=demo');
      return {
        state: new URL(login.headers.get('location') ?? '').searchParams.get('state') ?? '',
        cookie: cookieOf(login, '__Host-carekpi-sign-in'),
      };
    };
    const [mine, theirs] = [await start(), await start()];
    for (const [query, cookie] of [
      [`state=${mine.state}&code=good`, ''],
      [`state=${mine.state}&code=good`, theirs.cookie],
      [`state=${theirs.state}&code=bad`, theirs.cookie],
      [`state=${theirs.state}&code=good`, theirs.cookie],
      ['error=access_denied&error_description=<script>', theirs.cookie],
      ['state=x&code=y', '__Host-carekpi-sign-in=nonsense'],
    ] as const) {
      const back = await get(`/auth/callback?${query}`, cookie ? { cookie } : {});
      expect(back.status).toBe(400);
      expect(cookieOf(back, session)).toBe('');
      expect(await back.text()).not.toContain('<script>');
    }
  });

  it('tells nothing about organisations without an issuer, and asks for one', async () => {
    expect((await get('/auth/login?tenant=nobody')).status).toBe(404);
    expect((await get('/auth/login?tenant=../admin')).status).toBe(400);
    bench.node.fault = (_, res) => Boolean(res.writeHead(503).end());
    expect((await get('/auth/login?tenant=demo')).status).toBe(503);
  });

  it.each([
    ['/teams?x=1#y', `${own}/teams?x=1#y`],
    ['//evil.example', `${own}/`],
    ['/\\evil.example', `${own}/`],
    ['/\t/evil.example', `${own}/`],
    ['/.//evil.example', `${own}/`],
    ['/x/..//evil.example', `${own}/`],
    ['https://evil.example', `${own}/`],
    ['javascript:alert(1)', `${own}/`],
    ['teams', `${own}/`],
    [null, `${own}/`],
  ])('leads from %s to the own origin', (to, address) => {
    expect(ownAddress(to, new URL(own))).toBe(address);
  });
});

describe('sign-in by a link', () => {
  it('shows a page that spends nothing, with no script or style of its own in it', async () => {
    for (const method of ['GET', 'HEAD', 'GET']) {
      const page = await fetch(`${bench.url}/auth/link`, { method });
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
      const html = await page.text();
      expect(html).not.toMatch(/<script>|<style|style=|\son\w+=/);
    }
    expect((await get('/auth/link.js')).headers.get('content-type')).toContain('text/javascript');
    expect((await get('/auth/page.css')).headers.get('content-type')).toContain('text/css');
    expect(bench.node.take()).toEqual([]);
    const redeemed = await post('/auth/redeem', { token: 'ci_link-of-ann' });
    expect([redeemed.status, await redeemed.json()]).toEqual([200, { tenant: 'demo', expiresAt: expect.any(String) }]);
    expect(redeemed.headers.getSetCookie()[0]).toMatch(/^__Host-carekpi=cs_.*; HttpOnly; SameSite=Lax; Secure$/);
    const again = await post('/auth/redeem', { token: 'ci_link-of-ann' });
    expect([again.status, again.headers.getSetCookie()]).toEqual([401, []]);
  });

  it('is spent when the button of the page is pressed, and leaves no trace in the address', async () => {
    bench.node.people.links.set('ci_pressed', 'ck_demo');
    const open = async (hash: string, locale = ''): Promise<Page> => {
      const window = new Window({ url: `${own}/auth/link${hash}`, settings: { navigation: { disableMainFrameNavigation: true } } });
      window.document.write((await (await get('/auth/link')).text()).replace(/<(script|link) .*?>/g, ''));
      const left = vi.fn<(to: string) => void>();
      const { document, history } = window;
      const location = { hash, pathname: '/auth/link', replace: left };
      const send = (path: string, init: RequestInit): Promise<Response> =>
        fetch(bench.url + path, { ...init, headers: { ...(init.headers as Record<string, string>), origin: own } });
      const script = await (await get('/auth/link.js')).text();
      const { navigator, localStorage } = window;
      localStorage.setItem('carekpi.locale', locale);
      new Function('document', 'location', 'history', 'fetch', 'navigator', 'localStorage', script)(
        document,
        location,
        history,
        send,
        navigator,
        localStorage,
      );
      const form = document.querySelector('form');
      return {
        left,
        address: () => window.location.href,
        disabled: () => document.querySelector('button')?.disabled,
        problem: () => document.querySelector('#problem')?.textContent,
        press: () => form?.dispatchEvent(new window.Event('submit', { cancelable: true })),
      };
    };
    const page = await open('#ci_pressed');
    expect([page.disabled(), page.address()]).toEqual([false, `${own}/auth/link`]);
    expect(bench.node.take()).toEqual([]);
    page.press();
    await expect.poll(() => page.left.mock.calls).toEqual([['/']]);
    const again = await open('#ci_pressed');
    again.press();
    await expect.poll(() => again.problem()).toBe('The link was used already, has expired or was withdrawn. Ask for a new one.');
    expect([again.disabled(), again.left.mock.calls]).toEqual([true, []]);
    expect((await open('')).disabled()).toBe(true);
    expect((await open('', 'zh-Hant')).problem()).toBe('連結不完整。請按收到的原樣開啟。');
  });

  it('is for pages of the own origin, with JSON', async () => {
    bench.node.people.links.set('ci_fresh', 'ck_demo');
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'content-type': 'text/plain' }]) {
      expect((await post('/auth/redeem', { token: 'ci_fresh' }, headers)).status).toBe(403);
    }
    for (const body of [{}, { token: 7 }, { token: 'ck_demo' }, { token: `ci_${'x'.repeat(5_000)}` }, null]) {
      expect((await post('/auth/redeem', body)).status).toBe(400);
    }
    expect(bench.node.take()).toEqual([]);
    expect((await post('/auth/redeem', { token: 'ci_fresh' }, { origin: '', 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  it('says when there are too many tries, and when the node is gone', async () => {
    bench.node.fault = (_, res) => Boolean(res.writeHead(429, { 'retry-after': '9' }).end());
    const limited = await post('/auth/redeem', { token: 'ci_x' });
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '9']);
    bench.node.fault = (req) => Boolean(req.socket.destroy());
    expect((await post('/auth/redeem', { token: 'ci_x' })).status).toBe(503);
    expect(bench.node.take()).toHaveLength(2);
  });
});

describe('a session', () => {
  it('tells who is signed in, and ends', async () => {
    const cookie = await signIn();
    const me = await get('/auth/session', { cookie });
    expect(await me.json()).toMatchObject({ tenant: 'demo', kind: 'person', name: 'Ann', role: 'lead', teams: ['billing'] });
    expect(me.headers.get('cache-control')).toBe('no-store');
    expect((await post('/auth/sign-out', {}, { cookie, origin: 'https://evil.example' })).status).toBe(403);
    const out = await post('/auth/sign-out', {}, { cookie });
    expect([out.status, out.headers.getSetCookie()[0]]).toEqual([204, expect.stringMatching(/^__Host-carekpi=; Max-Age=0; /)]);
    const gone = await get('/auth/session', { cookie });
    expect([gone.status, gone.headers.getSetCookie()[0]]).toEqual([401, expect.stringMatching(/Max-Age=0/)]);
    expect((await get('/auth/session')).status).toBe(401);
    expect((await post('/auth/sign-out', {})).status).toBe(204);
  });

  it('leaves the browser even when the node cannot be told', async () => {
    const cookie = await signIn();
    bench.node.fault = (_, res) => Boolean(res.writeHead(500).end());
    const out = await post('/auth/sign-out', {}, { cookie });
    expect([out.status, out.headers.getSetCookie()[0]]).toEqual([503, expect.stringMatching(/Max-Age=0/)]);
  });

  it('has a plain cookie where the address is http', async () => {
    plain.node.people.links.set('ci_plain', 'ck_demo');
    const answer = await fetch(`${plain.url}/auth/redeem`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: '{"token":"ci_plain"}',
    });
    expect(answer.headers.getSetCookie()[0]).toMatch(/^carekpi=cs_[\w-]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('is not known elsewhere', async () => {
    for (const [method, path] of [
      ['POST', '/auth/login'],
      ['GET', '/auth/redeem'],
      ['GET', '/auth/sign-out'],
      ['GET', '/auth/'],
    ] as const) {
      expect((await fetch(bench.url + path, { method })).status).toBe(404);
    }
  });
});

describe('GraphQL with the cookie', () => {
  const query = { query: '{ tenant { name } }' };

  it('is answered to pages of the own origin', async () => {
    const cookie = await signIn();
    for (const headers of [{}, { origin: '', 'sec-fetch-site': 'same-origin' }, { 'content-type': 'application/json; charset=utf-8' }]) {
      const answer = await post('/graphql', query, { cookie, ...headers });
      expect(await answer.json()).toEqual({ data: { tenant: { name: 'Demo' } } });
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('is refused to all others, and by GET', async () => {
    const cookie = await signIn();
    bench.node.take();
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
      { origin: '' },
      { origin: '', 'sec-fetch-site': 'same-site' },
      { origin: 'https://kpi.example.com.evil.example' },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'application/graphql' },
    ]) {
      const answer = await post('/graphql', query, { cookie, ...headers });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toEqual({ errors: [{ message: expect.any(String), extensions: { code: 'FORBIDDEN' } }] });
    }
    const got = await get(`/graphql?query=${encodeURIComponent(query.query)}`, { cookie, origin: own, 'sec-fetch-site': 'same-origin' });
    expect(got.status).toBe(403);
    expect(bench.node.take()).toEqual([]);
  });

  it('gives way to a header', async () => {
    const cookie = await signIn();
    const headers = { cookie, authorization: 'Bearer ck_other', origin: 'https://evil.example' };
    expect(await (await post('/graphql', query, headers)).json()).toEqual({ data: { tenant: { name: 'Other' } } });
    const wrong = await post('/graphql', query, { cookie, authorization: 'Bearer ck_wrong' });
    expect(await wrong.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});

describe('every answer', () => {
  it('has the headers that keep it in its place', async () => {
    for (const path of ['/graphql?query={__typename}', '/auth/session', '/auth/link', '/auth/login', '/healthz/live', '/nowhere']) {
      const { headers } = await get(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    }
  });

  it('is asked of the node with the addresses that it came by', async () => {
    await post('/graphql', { query: '{ tenant { name } }' }, { authorization: 'Bearer ck_demo', 'x-forwarded-for': '203.0.113.7' });
    expect(bench.node.take()[0]?.forwardedFor).toMatch(/^203\.0\.113\.7, (::ffff:)?127\.0\.0\.1$/);
  });
});
