import { describe, expect, it } from 'vitest';
import { demo, valueOf } from './fake-node/data.js';
import { Bench } from './gateway.js';
import { bearer, document, own, Subscribers, Told, ways } from './subscribers.js';

const bench = new Bench({
  CAREKPI_PUBLIC_URL: own,
  CAREKPI_MAX_SUBSCRIPTIONS_PER_CONNECTION: '3',
  CAREKPI_MAX_SUBSCRIPTIONS: '8',
});
const subscribers = new Subscribers(bench);
const billing = { level: 'team', key: 'billing' };

describe.each(ways)('scorecardChanged over %s', (way) => {
  it('tells the first value at once and one after each change', async () => {
    const told = subscribers.subscribe(way, await subscribers.idOf('TEAM', 'billing'));
    const value = { value: valueOf(billing, 'csat') };
    expect((await told.take()).data).toEqual({ scorecardChanged: { asOf: 'demo:88121', scope: { name: 'Billing' }, value } });
    for (const position of ['demo:90000', 'demo:90001']) {
      bench.node.changes.change('team:billing', position);
      expect((await told.take()).data?.scorecardChanged.asOf).toBe(position);
    }
    bench.node.changes.change('team:sales', 'demo:90002');
    bench.node.changes.change('team:billing', 'demo:90003');
    expect((await told.take()).data?.scorecardChanged.asOf).toBe('demo:90003');
    told.stop();
    await expect.poll(() => bench.node.changes.open.size).toBe(0);
  });

  it('makes one of the changes that come while one is read', async () => {
    const told = subscribers.subscribe(way, await subscribers.idOf('TEAM', 'billing'));
    await told.take();
    const held: (() => void)[] = [];
    bench.node.fault = (req, res) => {
      if (req.url !== '/v1/scorecards') return false;
      held.push(() => void res.writeHead(503).end());
      return true;
    };
    bench.node.changes.change('team:billing', 'demo:1');
    await expect.poll(() => held.length).toBe(1);
    for (let i = 2; i < 500; i += 1) bench.node.changes.change('team:billing', `demo:${i}`);
    bench.node.fault = () => false;
    bench.node.take();
    held[0]?.();
    expect((await told.take()).errors?.[0]?.extensions['code']).toBe('UNAVAILABLE');
    expect((await told.take()).data?.scorecardChanged.asOf).toMatch(/^demo:\d+$/);
    bench.node.changes.change('team:billing', 'demo:last');
    await expect.poll(async () => (await told.take()).data?.scorecardChanged.asOf).toBe('demo:last');
    expect(bench.node.take().filter(({ path }) => path === '/v1/scorecards').length).toBeLessThan(20);
  });

  it('heals when the node was away, with one fresh value', async () => {
    const told = subscribers.subscribe(way, await subscribers.idOf('TEAM', 'billing'));
    await told.take();
    let refused = 0;
    bench.node.fault = (req) => {
      refused += 1;
      return Boolean(req.socket.destroy());
    };
    bench.node.changes.end();
    await expect.poll(() => refused, { timeout: 5_000 }).toBeGreaterThanOrEqual(2);
    expect(told.waiting).toBe(0);
    bench.node.fault = () => false;
    expect((await told.take()).data?.scorecardChanged.scope.name).toBe('Billing');
    bench.node.changes.change('team:billing', 'demo:after');
    expect((await told.take()).data?.scorecardChanged.asOf).toBe('demo:after');
    expect(told.ended).toBe(false);
  });

  it('ends with the credential, and says so', async () => {
    bench.node.tenants['ck_passing'] = demo;
    const told = subscribers.subscribe(way, await subscribers.idOf('TEAM', 'billing'), 'ck_passing');
    await told.take();
    bench.node.revoke('ck_passing');
    expect((await told.take()).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    await told.end();
    expect(told.failed).toBeNull();
  });

  it('is refused for what is no scope of the tenant', async () => {
    const theirs = await subscribers.idOf('TEAM', 'billing', 'ck_other');
    for (const scope of [theirs, 'nonsense']) {
      const told = subscribers.subscribe(way, scope);
      expect((await told.take()).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
      await told.end();
    }
    expect(bench.node.changes.open.size).toBe(0);
  });

  it('tells what the node says against it', async () => {
    const scope = await subscribers.idOf('TEAM', 'billing');
    bench.node.fault = (req, res) => {
      if (!req.url?.startsWith('/v1/changes')) return false;
      return Boolean(res.writeHead(429, { 'retry-after': '3' }).end('{"code":"RATE_LIMITED"}'));
    };
    const told = subscribers.subscribe(way, scope);
    expect((await told.take()).errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 3 });
  });

  it('has the codes and omissions of every operation', async () => {
    const told = new Told();
    const client = subscribers.over(way);
    const query = `subscription ($scope: ID!) { scorecardChanged(scope: $scope, period: { preset: TODAY }, kpis: ["csat", "nope"]) { values { value } } }`;
    client.subscribe({ query, variables: { scope: await subscribers.idOf('TEAM', 'billing') } }, told.sink);
    const { data, errors } = await told.take();
    expect(data).toEqual({ scorecardChanged: { values: [{ value: valueOf(billing, 'csat') }] } });
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['UNKNOWN_KPI']);
  });
});

describe.each(ways)('alertRaised over %s', (way) => {
  const { alerts } = bench.node.managementOf(demo);
  const [pattern] = alerts.items;
  /** As the node does it: in the list first, then on the streams. */
  const raise = (id: string, tell = true): void => {
    if (!pattern) throw new Error('There is no alert.');
    const alert = { ...pattern, id, message: id };
    alerts.items = [alert, ...alerts.items];
    if (tell) bench.node.changes.alert(alert);
  };
  const watch = (query = 'subscription { alertRaised { id message scope { name } kpi { code } } }'): Told => {
    const told = new Told();
    subscribers.over(way).subscribe({ query }, told.sink);
    return told;
  };
  const messageOf = async (told: Told): Promise<unknown> =>
    ((await told.take()).data as unknown as { alertRaised: { message: string } }).alertRaised.message;

  it('tells each alert once, also those raised while the node was away, and none of before', async () => {
    const told = watch();
    await expect.poll(() => bench.node.changes.open.size).toBe(1);
    raise(`${way} 1`);
    const { data } = await told.take();
    expect(data).toEqual({
      alertRaised: { id: expect.any(String), message: `${way} 1`, scope: { name: 'Billing' }, kpi: { code: 'csat' } },
    });
    bench.node.changes.end();
    raise(`${way} 2`, false);
    raise(`${way} 3`, false);
    expect([await messageOf(told), await messageOf(told)]).toEqual([`${way} 2`, `${way} 3`]);
    await expect.poll(() => bench.node.changes.open.size).toBe(1);
    raise(`${way} 4`);
    expect(await messageOf(told)).toBe(`${way} 4`);
    expect([told.waiting, told.ended]).toEqual([0, false]);
  });

  it('ends for who does not take them, and says so', async () => {
    const held: (() => void)[] = [];
    bench.node.fault = (req, res) => {
      if (req.url !== '/v1/kpis') return false;
      held.push(() => void res.writeHead(503).end());
      return true;
    };
    const told = watch('subscription { alertRaised { message kpi { custom } } }');
    await expect.poll(() => bench.node.changes.open.size).toBe(1);
    for (let i = 0; i < 102; i += 1) raise(`${way} many ${i}`);
    await expect.poll(() => bench.node.changes.open.size, { timeout: 5_000 }).toBe(0);
    bench.node.fault = () => false;
    for (const answer of held) answer();
    for (let i = 0; i < 101; i += 1) await told.take();
    expect((await told.take()).errors?.[0]?.extensions['code']).toBe('RATE_LIMITED');
    await told.end();
  });
});

describe('over SSE', () => {
  it('a subscriber that does not read is not read for', async () => {
    bench.node.tenants['ck_wordy'] = { ...demo, kpis: demo.kpis.map((kpi) => ({ ...kpi, formula: 'x'.repeat(10_000) })) };
    const scope = await subscribers.idOf('TEAM', 'billing');
    const gone = new AbortController();
    const answer = await fetch(`${bench.url}/graphql`, {
      method: 'POST',
      headers: { ...bearer('ck_wordy'), 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({
        query: `subscription ($scope: ID!) { scorecardChanged(scope: $scope, period: { preset: TODAY }) { values { kpi { formula } } } }`,
        variables: { scope },
      }),
      signal: gone.signal,
    });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    await expect.poll(() => bench.node.changes.open.size).toBe(1);
    // Whatever changes, nothing more is read once what was told is not taken.
    let [last, still, round] = [-1, 0, 0];
    const change = (): number => {
      bench.node.changes.change('team:billing', `demo:${(round += 1)}`);
      const reads = bench.node.calls.filter(({ path }) => path === '/v1/scorecards').length;
      still = reads === last ? still + 1 : 0;
      last = reads;
      return still;
    };
    await expect.poll(change, { interval: 10, timeout: 15_000 }).toBeGreaterThan(30);
    gone.abort();
    await expect.poll(() => bench.node.changes.open.size).toBe(0);
  });

  it('a cookie is enough for pages of the own origin', async () => {
    bench.node.people.sessions.set('cs_ann', 'ck_demo');
    const scope = await subscribers.idOf('TEAM', 'billing');
    const told = new Told();
    subscribers.overSse({ cookie: '__Host-carekpi=cs_ann', origin: own }).subscribe({ query: document, variables: { scope } }, told.sink);
    await told.take();
    bench.node.revoke('cs_ann');
    expect((await told.take()).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    await told.end();
    const refused = new Told();
    subscribers
      .overSse({ cookie: '__Host-carekpi=cs_ann', origin: 'https://evil.example' })
      .subscribe({ query: document, variables: { scope } }, refused.sink);
    await refused.end();
    expect(refused.failed).not.toBeNull();
  });

  it('there are only so many', async () => {
    const scope = await subscribers.idOf('TEAM', 'billing');
    const all = Array.from({ length: 8 }, () => subscribers.subscribe('SSE', scope));
    for (const one of all) await one.take();
    const { errors } = await subscribers.subscribe('SSE', scope).take();
    expect(errors?.[0]?.extensions['code']).toBe('RATE_LIMITED');
    all[0]?.stop();
    await expect.poll(() => bench.node.changes.open.size).toBe(7);
    expect((await subscribers.subscribe('SSE', scope).take()).data).toBeTruthy();
  });
});

describe('a gateway that stops', () => {
  it('completes every subscription first', async () => {
    const [sse, ws] = [
      subscribers.subscribe('SSE', await subscribers.idOf('TEAM', 'billing')),
      subscribers.subscribe('WebSocket', await subscribers.idOf('TEAM', 'billing')),
    ];
    await Promise.all([sse.take(), ws.take()]);
    await bench.gateway.close(2_000);
    await Promise.all([sse.end(), ws.end()]);
    expect([sse.failed, ws.failed]).toEqual([null, null]);
  });
});
