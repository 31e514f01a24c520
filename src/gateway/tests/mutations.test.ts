import { describe, expect, it } from 'vitest';
import { Bench, type Answer } from './gateway.js';

const bench = new Bench();
const codes = ({ errors }: Answer<unknown>): readonly unknown[] => (errors ?? []).map(({ extensions }) => extensions['code']);
const errors = 'errors { field message code position length }';
const changes = (): readonly string[] =>
  bench.node.take().flatMap(({ method, path }) => (method === 'GET' || path === '/v1/scorecards' ? [] : [`${method} ${path}`]));

describe('custom KPIs', () => {
  const kpi = { code: 'mine', name: 'Mine', formula: 'csat * nonsense', unit: '%', direction: 'UP', keyResultArea: 'QUALITY' };

  it('say where a formula is wrong', async () => {
    const wrong = { message: 'There is no "nonsense" at 7.', code: 'BAD_INPUT', position: 7, length: 8 };
    expect(
      await bench.data(`mutation ($input: KpiInput!) { defineKpi(input: $input) { kpi { code } ${errors} } }`, { input: kpi }),
    ).toEqual({
      defineKpi: { kpi: null, errors: [{ field: ['input', 'formula'], ...wrong }] },
    });
    expect(
      await bench.data(`query ($input: KpiPreviewInput!) { previewKpi(input: $input) { value { value } ${errors} } }`, {
        input: { kpi, level: 'TENANT', period: { preset: 'LAST_MONTH' } },
      }),
    ).toEqual({ previewKpi: { value: null, errors: [{ field: ['input', 'kpi', 'formula'], ...wrong }] } });
  });

  it('can be tried out before', async () => {
    const input = { kpi: { ...kpi, formula: 'csat / 2' }, level: 'TEAM', key: 'billing', period: { preset: 'LAST_MONTH' } };
    const query = `query ($input: KpiPreviewInput!) { previewKpi(input: $input) {
      value { kpi { code name unit custom formula } count } series { kpi { name } interval points { from count } } ${errors}
    } }`;
    expect(await bench.data(query, { input })).toEqual({
      previewKpi: {
        value: { kpi: { code: 'mine', name: 'Mine', unit: '%', custom: true, formula: 'csat / 2' }, count: 4 },
        series: null,
        errors: [],
      },
    });
    expect(bench.node.take().find(({ path }) => path === '/v1/kpis/preview')?.body).toEqual({
      kpi: { ...kpi, formula: 'csat / 2', direction: 'up', keyResultArea: 'quality' },
      scope: { level: 'team', key: 'billing' },
      period: { preset: 'LAST_MONTH' },
    });
    expect(await bench.data(query, { input: { ...input, interval: 'DAY' } })).toMatchObject({
      previewKpi: { value: { count: 4 }, series: { kpi: { name: 'Mine' }, interval: 'DAY', points: [{ count: 4 }] } },
    });
    expect(await bench.data(query, { input: { ...input, key: null } })).toMatchObject({
      previewKpi: { value: null, errors: [{ field: ['input', 'key'], code: 'BAD_INPUT' }] },
    });
    expect(await bench.data(query, { input: { ...input, key: 'nobody' } })).toMatchObject({
      previewKpi: { errors: [{ field: ['input', 'key'] }] },
    });
    const tried = `query ($input: KpiPreviewInput!) { previewKpi(input: $input) { value { evidence { nodes { key } } } } }`;
    expect(codes(await bench.ask(tried, { input }))).toEqual(['BAD_INPUT']);
  });

  it('are listed, used, found by id and removed', async () => {
    const { defineKpi } = await bench.data<{ defineKpi: { kpi: { id: string } } }>(
      `mutation ($input: KpiInput!) { defineKpi(input: $input) { kpi { id } } }`,
      { input: { ...kpi, formula: 'csat' } },
    );
    const { id } = defineKpi.kpi;
    const look = `query ($id: ID!) { node(id: $id) { __typename } tenant { customKpis { code } scorecard(period: { preset: TODAY }) { value(kpi: "mine") { count } } } }`;
    expect(await bench.data(look, { id })).toMatchObject({ node: { __typename: 'Kpi' }, tenant: { scorecard: { value: { count: 4 } } } });
    expect(await bench.data(`mutation ($id: ID!) { removeKpi(id: $id) { removed ${errors} } }`, { id })).toEqual({
      removeKpi: { removed: true, errors: [] },
    });
    const { data } = await bench.ask<{ node: null; tenant: { customKpis: { code: string }[] } }>(look, { id });
    expect(data?.node).toBeNull();
    expect(data?.tenant.customKpis.map(({ code }) => code)).not.toContain('mine');
  });
});

describe('alerts', () => {
  it('are acknowledged', async () => {
    const { tenant } = await bench.data<{ tenant: { alerts: { nodes: { id: string }[] } } }>(
      '{ tenant { alerts(first: 1, open: true) { nodes { id } } } }',
    );
    const id = tenant.alerts.nodes[0]?.id;
    expect(
      await bench.data(`mutation ($id: ID!) { acknowledgeAlert(id: $id) { alert { id acknowledgedAt acknowledgedBy } ${errors} } }`, {
        id,
      }),
    ).toEqual({ acknowledgeAlert: { alert: { id, acknowledgedAt: '2026-03-31T17:22:00Z', acknowledgedBy: 'Key k-1' }, errors: [] } });
    expect(changes()).toEqual(['POST /v1/alerts/al-0/acknowledge']);
  });

  it('have rules that are made, changed and removed', async () => {
    const set = `mutation ($input: AlertRuleInput!) { setAlertRule(input: $input) { alertRule { id name enabled scope { key } condition { kind percent } } ${errors} } }`;
    const input = {
      name: 'Volume',
      level: 'TEAM',
      key: 'sales',
      kpi: 'contact_volume',
      condition: { kind: 'CHANGE', percent: 20 },
      period: 'LAST_7_DAYS',
    };
    const { setAlertRule } = await bench.data<{ setAlertRule: { alertRule: { id: string } } }>(set, { input });
    const made = { name: 'Volume', enabled: true, scope: { key: 'sales' }, condition: { kind: 'CHANGE', percent: 20 } };
    expect(setAlertRule).toEqual({ alertRule: { id: expect.any(String), ...made }, errors: [] });
    expect(bench.node.take()[0]?.body).toEqual({
      ...input,
      level: 'team',
      condition: { kind: 'change', percent: 20 },
      minCount: 1,
      coolDownHours: 24,
      enabled: true,
    });
    const { id } = setAlertRule.alertRule;
    expect(await bench.data(set, { input: { ...input, id, enabled: false } })).toEqual({
      setAlertRule: { alertRule: { id, ...made, enabled: false }, errors: [] },
    });
    expect(changes()).toEqual(['PATCH /v1/alert-rules/alert-rules-1']);
    const { key: _, ...everywhere } = input;
    const webhook = { url: 'https://ops.example.com/alerts', secret: 'sixteen characters' };
    const whole = `mutation ($input: AlertRuleInput!) { setAlertRule(input: $input) { alertRule { scope { key } webhook { url } } } }`;
    expect(await bench.data(whole, { input: { ...everywhere, id, webhook } })).toEqual({
      setAlertRule: { alertRule: { scope: null, webhook: { url: 'https://ops.example.com/alerts' } } },
    });
    expect(bench.node.take().find(({ method }) => method === 'PATCH')?.body).toMatchObject({ key: null, webhook });
    expect(await bench.data(`mutation ($id: ID!) { removeAlertRule(id: $id) { removed } }`, { id })).toEqual({
      removeAlertRule: { removed: true },
    });
    expect(await bench.data(set, { input: { ...input, id } })).toMatchObject({
      setAlertRule: { alertRule: null, errors: [{ code: 'NOT_FOUND' }] },
    });
    expect(await bench.data(set, { input: { ...input, id: 'x' } })).toMatchObject({
      setAlertRule: { errors: [{ field: ['input', 'id'] }] },
    });
  });
});

describe('settings', () => {
  const update = `mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) {
    settings { repeatWindowDays weekStart history { validFrom given } } job { kind state done total } ${errors}
  } }`;

  it('are changed from when on they are to hold, and say what judges the past anew', async () => {
    const settings = {
      serviceLevel: { thresholds: [{ channel: 'voice', seconds: 30 }, { channel: 'chat' }], mode: 'ALL_OFFERED' },
      repeatWindowDays: 10,
      businessHours: { days: [{ weekday: 'TUE', windows: [{ from: '08:00', to: '24:00' }] }], holidays: ['2026-12-25'] },
      slaPolicies: [{ priorities: ['URGENT'], channels: ['email'], firstResponse: 600, clock: 'BUSINESS' }, { resolution: 86400 }],
      retentionDays: null,
      weekStart: 'SUN',
      visibility: ['ADMIN', 'SELF'],
    };
    expect(await bench.data(update, { input: { validFrom: '2026-03-01T00:00:00+08:00', settings } })).toEqual({
      updateSettings: {
        settings: {
          repeatWindowDays: 10,
          weekStart: 'SUN',
          history: [
            expect.any(Object),
            { validFrom: '2026-03-01T00:00:00+08:00', given: expect.arrayContaining(['repeatWindowDays', 'retentionDays']) },
          ],
        },
        job: { kind: 'rebuild', state: 'RUNNING', done: 5, total: 10 },
        errors: [],
      },
    });
    expect(bench.node.take()[0]).toMatchObject({ method: 'PATCH', path: '/v1/settings' });
    await bench.data(update, { input: { fromBeginning: true, settings } });
    expect(bench.node.take()[0]?.body).toEqual({
      validFrom: 'beginning',
      settings: {
        serviceLevel: { mode: 'allOffered', thresholds: { voice: 30, chat: null } },
        repeatWindowDays: 10,
        businessHours: {
          hours: { mon: null, tue: [['08:00', '24:00']], wed: null, thu: null, fri: null, sat: null, sun: null },
          holidays: ['2026-12-25'],
        },
        slaPolicies: [
          { priority: ['urgent'], channel: ['email'], firstResponse: 600, clock: 'business', pauseOnCustomer: false },
          { resolution: 86400, clock: 'calendar', pauseOnCustomer: false },
        ],
        retentionDays: null,
        weekStart: 'sun',
        visibility: { agents: ['admin', 'self'] },
      },
    });
  });

  it('that are null are the default again, others stay', async () => {
    await bench.data(update, { input: { settings: { serviceLevel: null, businessHours: null, slaPolicies: null, visibility: null } } });
    expect(bench.node.take()[0]?.body).toEqual({
      settings: { serviceLevel: null, businessHours: null, slaPolicies: null, visibility: null },
    });
  });

  it.each([
    [{ settings: { repeatWindowDays: 400 } }, ['input', 'settings', 'repeatWindowDays']],
    [{ validFrom: '2026-03-01T00:00:00Z', fromBeginning: true, settings: {} }, ['input', 'validFrom']],
    [
      { settings: { serviceLevel: { thresholds: [{ channel: 'voice' }, { channel: 'voice', seconds: 1 }] } } },
      ['input', 'settings', 'serviceLevel', 'thresholds', '1', 'channel'],
    ],
    [
      { settings: { businessHours: { days: ['MON', 'MON'].map((weekday) => ({ weekday, windows: [] })) } } },
      ['input', 'settings', 'businessHours', 'days', '1', 'weekday'],
    ],
  ])('%j says where it is wrong', async (input, field) => {
    expect(await bench.data(update, { input })).toMatchObject({
      updateSettings: { settings: null, job: null, errors: [{ field, code: 'BAD_INPUT' }] },
    });
  });
});

describe('keys, people and widgets', () => {
  it('keys are made with a secret that is shown once, and revoked', async () => {
    const create = `mutation ($input: KeyInput!) { createKey(input: $input) { key { id name scopes levels networks expiresAt lastUsedAt } secret ${errors} } }`;
    const input = {
      name: 'CRM',
      scopes: ['WIDGET'],
      levels: ['CUSTOMER'],
      networks: ['203.0.113.0/24'],
      expiresAt: '2027-01-01T00:00:00Z',
    };
    const { createKey } = await bench.data<{ createKey: { key: { id: string }; secret: string } }>(create, { input });
    expect(createKey).toEqual({ key: { id: expect.any(String), ...input, lastUsedAt: null }, secret: 'ck_once', errors: [] });
    const listed = JSON.stringify(await bench.data('{ tenant { keys { nodes { id name } } } }'));
    expect(listed).toContain(createKey.key.id);
    expect(listed).not.toContain('ck_once');
    const revoke = `mutation ($id: ID!) { revokeKey(id: $id) { revoked errors { code } } }`;
    expect(await bench.data(revoke, { id: createKey.key.id })).toEqual({ revokeKey: { revoked: true, errors: [] } });
    expect(await bench.data(revoke, { id: createKey.key.id })).toEqual({ revokeKey: { revoked: false, errors: [{ code: 'NOT_FOUND' }] } });
    expect(await bench.data(create, { input: { name: 'x', scopes: [] } })).toMatchObject({
      createKey: { key: null, secret: null, errors: [{ field: ['input', 'scopes'], code: 'BAD_INPUT' }] },
    });
  });

  it('a key that may do more than its maker says which field', async () => {
    const answer = { code: 'FORBIDDEN', detail: 'The key that makes it has no scope export.', field: 'scopes' };
    bench.node.fault = (req, res) => req.url === '/v1/keys' && Boolean(res.writeHead(403).end(JSON.stringify(answer)));
    expect(await bench.data(`mutation { createKey(input: { name: "x", scopes: [EXPORT] }) { key { id } ${errors} } }`)).toMatchObject({
      createKey: { key: null, errors: [{ field: ['input', 'scopes'], code: 'FORBIDDEN', message: answer.detail }] },
    });
  });

  it('people are invited, invited again, changed and removed', async () => {
    const user = 'user { id email name role teams { key } agent { key } disabled }';
    const input = { email: 'lee@example.com', name: 'Lee', role: 'LEAD', teams: ['sales'] };
    const { inviteUser } = await bench.data<{ inviteUser: { user: { id: string } } }>(
      `mutation ($input: InviteUserInput!) { inviteUser(input: $input) { ${user} token link expiresAt ${errors} } }`,
      { input },
    );
    const { id } = inviteUser.user;
    const lee = { id, email: 'lee@example.com', name: 'Lee', role: 'LEAD', teams: [{ key: 'sales' }], agent: null, disabled: false };
    expect(inviteUser).toEqual({
      user: lee,
      token: 'ci_first',
      link: 'http://localhost:4000/auth/link#ci_first',
      expiresAt: '2026-03-31T17:22:00Z',
      errors: [],
    });
    expect(await bench.data(`mutation ($id: ID!) { renewInvitation(id: $id) { ${user} token link } }`, { id })).toEqual({
      renewInvitation: { user: lee, token: 'ci_again', link: 'http://localhost:4000/auth/link#ci_again' },
    });
    expect(
      await bench.data(`mutation ($input: UpdateUserInput!) { updateUser(input: $input) { ${user} ${errors} } }`, {
        input: { id, role: 'AGENT', agent: 'a-001', teams: null, disabled: true },
      }),
    ).toEqual({ updateUser: { user: { ...lee, role: 'AGENT', teams: [], agent: { key: 'a-001' }, disabled: true }, errors: [] } });
    expect(await bench.data(`mutation ($id: ID!) { removeUser(id: $id) { removed } }`, { id })).toEqual({ removeUser: { removed: true } });
    expect(
      await bench.data(`mutation ($input: InviteUserInput!) { inviteUser(input: $input) { token ${errors} } }`, {
        input: { ...input, email: 'x' },
      }),
    ).toMatchObject({
      inviteUser: { token: null, errors: [{ field: ['input', 'email'] }] },
    });
  });

  it('widgets are made, changed and removed, and tokens are for those', async () => {
    const widget = 'widget { id name origins levels kpis { code } }';
    const { createWidget } = await bench.data<{ createWidget: { widget: { id: string } } }>(
      `mutation { createWidget(input: { name: "Shop", origins: ["https://shop.example.com"], levels: [TEAM], kpis: ["nps"] }) { ${widget} ${errors} } }`,
    );
    const { id } = createWidget.widget;
    const shop = { id, name: 'Shop', origins: ['https://shop.example.com'], levels: ['TEAM'], kpis: [{ code: 'nps' }] };
    expect(createWidget).toEqual({ widget: shop, errors: [] });
    expect(
      await bench.data(`mutation ($id: ID!) { updateWidget(input: { id: $id, name: "Store", kpis: null }) { ${widget} } }`, { id }),
    ).toEqual({
      updateWidget: { widget: { ...shop, name: 'Store', kpis: null } },
    });
    const token = `mutation { issueWidgetToken(input: { level: TEAM, key: "sales", kpis: ["nps"], origin: "https://shop.example.com" }) { token ${errors} } }`;
    expect(await bench.data(token)).toMatchObject({ issueWidgetToken: { token: 'ey.token' } });
    expect(await bench.data(`mutation ($id: ID!) { removeWidget(id: $id) { removed } }`, { id })).toEqual({
      removeWidget: { removed: true },
    });
    expect(await bench.data(token)).toMatchObject({ issueWidgetToken: { token: null, errors: [{ field: ['input', 'origin'] }] } });
  });
});

describe('months and notes', () => {
  it('a month is closed by any day of it, and opened again', async () => {
    const close = `mutation ($month: Date!) { closeMonth(input: { month: $month }) { month { month closedAt closedBy } ${errors} } }`;
    expect(await bench.data(close, { month: '2026-01-17' })).toMatchObject({ closeMonth: { month: { month: '2026-01-01' }, errors: [] } });
    expect(bench.node.take()[0]?.body).toEqual({ month: '2026-01' });
    expect(await bench.data(close, { month: '2026-03-01' })).toMatchObject({
      closeMonth: { month: null, errors: [{ field: ['input', 'month'] }] },
    });
    const reopen = `mutation { reopenMonth(input: { month: "2026-01-01" }) { reopened errors { code } } }`;
    expect(await bench.data(reopen)).toEqual({ reopenMonth: { reopened: true, errors: [] } });
    expect(await bench.data(reopen)).toEqual({ reopenMonth: { reopened: false, errors: [{ code: 'NOT_FOUND' }] } });
  });

  it('a customer is erased by a job, and one who is not there is told of', async () => {
    const erase = `mutation ($key: String!) { eraseCustomer(input: { key: $key }) { job { kind state done total } errors { code } } }`;
    expect(await bench.data(erase, { key: 'u/42' })).toEqual({
      eraseCustomer: { job: { kind: 'erasure', state: 'RUNNING', done: 0, total: 7 }, errors: [] },
    });
    expect(await bench.data(erase, { key: 'nobody' })).toEqual({ eraseCustomer: { job: null, errors: [{ code: 'NOT_FOUND' }] } });
  });

  it('a note is made and taken away', async () => {
    const { addAnnotation } = await bench.data<{ addAnnotation: { annotation: { id: string } } }>(
      `mutation { addAnnotation(input: { from: "2026-03-10", to: "2026-03-11", text: "Strike", level: TEAM, key: "billing" }) {
        annotation { id from to text scope { key } } ${errors}
      } }`,
    );
    const { id } = addAnnotation.annotation;
    expect(addAnnotation).toEqual({
      annotation: { id, from: '2026-03-10', to: '2026-03-11', text: 'Strike', scope: { key: 'billing' } },
      errors: [],
    });
    expect(await bench.data('mutation ($id: ID!) { removeAnnotation(id: $id) { removed } }', { id })).toEqual({
      removeAnnotation: { removed: true },
    });
  });
});
