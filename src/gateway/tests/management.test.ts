import { describe, expect, it } from 'vitest';
import { Bench, type Answer } from './gateway.js';

const bench = new Bench();
const codes = ({ errors }: Answer<unknown>): readonly unknown[] => (errors ?? []).map(({ extensions }) => extensions['code']);

describe('settings', () => {
  it('are typed, with what was given before', async () => {
    const { tenant } = await bench.data<{ tenant: { settings: object } }>(`{ tenant { settings {
      serviceLevel { mode thresholds { channel seconds } shortAbandon { channel seconds } } repeatWindowDays
      businessHours { days { weekday windows { from to } } holidays }
      slaPolicies { priorities channels firstResponse nextResponse resolution clock pauseOnCustomer }
      tagDimensions retentionDays weekStart fiscalYearStart discountRate peerBenchmarks visibility job { id }
      history { validFrom given repeatWindowDays businessHours { holidays } serviceLevel { mode } weekStart visibility }
    } } }`);
    expect(tenant.settings).toEqual({
      serviceLevel: {
        mode: 'ANSWERED_ONLY',
        thresholds: [
          { channel: 'voice', seconds: 20 },
          { channel: 'chat', seconds: 60 },
        ],
        shortAbandon: [{ channel: 'voice', seconds: 5 }],
      },
      repeatWindowDays: 7,
      businessHours: {
        days: [
          {
            weekday: 'MON',
            windows: [
              { from: '09:00', to: '12:00' },
              { from: '13:00', to: '18:00' },
            ],
          },
          { weekday: 'SUN', windows: [] },
        ],
        holidays: ['2026-01-01'],
      },
      slaPolicies: [
        {
          priorities: ['HIGH'],
          channels: [],
          firstResponse: 3600,
          nextResponse: null,
          resolution: null,
          clock: 'BUSINESS',
          pauseOnCustomer: true,
        },
        {
          priorities: [],
          channels: [],
          firstResponse: null,
          nextResponse: null,
          resolution: 86400,
          clock: 'CALENDAR',
          pauseOnCustomer: false,
        },
      ],
      tagDimensions: ['product'],
      retentionDays: null,
      weekStart: 'MON',
      fiscalYearStart: 4,
      discountRate: 0.1,
      peerBenchmarks: false,
      visibility: ['ADMIN', 'LEAD'],
      job: null,
      history: [
        {
          validFrom: null,
          given: ['repeatWindowDays', 'businessHours', 'journeys'],
          repeatWindowDays: 7,
          businessHours: null,
          serviceLevel: null,
          weekStart: null,
          visibility: null,
        },
      ],
    });
  });
});

describe('lists', () => {
  it('of keys, of people and of widgets say what they are', async () => {
    const { tenant } = await bench.data<{ tenant: Record<string, object> }>(`{ tenant {
      keys(first: 1) { nodes { name scopes levels networks createdAt expiresAt lastUsedAt } pageInfo { hasNextPage } }
      users { nodes { email name role teams { name } agent { name } createdAt lastSeenAt disabled } pageInfo { hasNextPage } }
      widgets { nodes { name origins levels kpis { code } } edges { cursor node { name } } }
    } }`);
    expect(tenant).toEqual({
      keys: {
        nodes: [
          {
            name: 'Key 0',
            scopes: ['READ', 'MANAGE'],
            levels: null,
            networks: [],
            createdAt: '2026-03-31T17:22:00Z',
            expiresAt: null,
            lastUsedAt: '2026-03-31T17:22:00Z',
          },
        ],
        pageInfo: { hasNextPage: true },
      },
      users: {
        nodes: [
          {
            email: 'ann@example.com',
            name: 'Ann',
            role: 'LEAD',
            teams: [{ name: 'Billing' }],
            agent: { name: 'Agent 0' },
            createdAt: '2026-03-31T17:22:00Z',
            lastSeenAt: null,
            disabled: false,
          },
        ],
        pageInfo: { hasNextPage: false },
      },
      widgets: {
        nodes: [{ name: 'CRM', origins: ['https://crm.example.com'], levels: ['CUSTOMER'], kpis: [{ code: 'csat' }] }],
        edges: [{ cursor: expect.any(String), node: { name: 'CRM' } }],
      },
    });
  });

  it('that the node gives whole come in pages too', async () => {
    const query = `query ($after: String) { tenant { keys(first: 10, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } } }`;
    const names: string[] = [];
    let after: string | null = null;
    do {
      const { tenant }: { tenant: { keys: { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } } =
        await bench.data(query, { after });
      names.push(...tenant.keys.nodes.map(({ name }) => name));
      after = tenant.keys.pageInfo.hasNextPage ? tenant.keys.pageInfo.endCursor : null;
    } while (after !== null);
    expect(names).toEqual(Array.from({ length: 25 }, (_, i) => `Key ${i}`));
  });

  it('of alerts are newest first, open or not, with their rule', async () => {
    const { tenant } = await bench.data<{ tenant: Record<string, { nodes: object[] }> }>(`{ tenant {
      alerts(first: 2) { nodes { scope { name } kpi { code } raisedAt message value acknowledgedAt acknowledgedBy rule { name } } }
      open: alerts(first: 100, open: true) { nodes { acknowledgedAt } }
      done: alerts(first: 100, open: false) { nodes { acknowledgedBy } }
      alertRules { nodes { name level scope { key } kpi { code } condition { kind above below percent } period minCount coolDownHours enabled } }
    } }`);
    const alert = {
      scope: { name: 'Billing' },
      kpi: { code: 'csat' },
      raisedAt: '2026-03-31T17:22:00Z',
      message: 'CSAT of Billing fell (0)',
      value: 61.5,
      acknowledgedAt: null,
      acknowledgedBy: null,
      rule: { name: 'CSAT falls' },
    };
    expect(tenant['alerts']?.nodes).toEqual([alert, { ...alert, message: 'CSAT of Billing fell (1)', rule: null }]);
    expect([tenant['open']?.nodes.length, tenant['done']?.nodes.length]).toEqual([30, 15]);
    expect(tenant['alertRules']?.nodes).toEqual([
      {
        name: 'CSAT falls',
        level: 'TEAM',
        scope: null,
        kpi: { code: 'csat' },
        condition: { kind: 'THRESHOLD', above: null, below: 70, percent: null },
        period: 'LAST_7_DAYS',
        minCount: 30,
        coolDownHours: 24,
        enabled: true,
      },
    ]);
    expect(bench.node.take().filter(({ path }) => path === '/v1/alert-rules')).toHaveLength(2);
  });

  it('of changes can be narrowed, and a cursor is of the list narrowed so', async () => {
    const query = `query ($action: String, $after: String) { tenant { audit(action: $action, first: 1, after: $after) {
      nodes { at action actor { kind name } target detail { name value } address } pageInfo { endCursor }
    } } }`;
    const { tenant } = await bench.data<{ tenant: { audit: { nodes: object[]; pageInfo: { endCursor: string } } } }>(query, {
      action: 'settings.changed',
    });
    expect(tenant.audit.nodes).toEqual([
      {
        at: '2026-03-31T17:22:00Z',
        action: 'settings.changed',
        actor: { kind: 'person', name: 'Ann' },
        target: 'k-1',
        detail: [
          { name: 'name', value: 'CRM' },
          { name: 'scopes', value: '["read"]' },
        ],
        address: '203.0.113.7',
      },
    ]);
    const after = tenant.audit.pageInfo.endCursor;
    expect(await bench.data(query, { action: 'settings.changed', after })).toMatchObject({
      tenant: { audit: { nodes: [{ target: 'k-3' }] } },
    });
    expect(codes(await bench.ask(query, { action: 'key.created', after }))).toEqual(['BAD_INPUT']);
  });

  it('of notes and of closed months', async () => {
    expect(
      await bench.data(`{ tenant {
        annotations(from: "2026-03-01", to: "2026-03-31") { nodes { from to text scope { level name } } }
        months { nodes { month closedAt closedBy } }
      } }`),
    ).toEqual({
      tenant: {
        annotations: {
          nodes: [
            { from: '2026-03-02', to: null, text: 'New prices', scope: { level: 'TEAM', name: 'Sales' } },
            { from: '2026-03-05', to: '2026-03-06', text: 'Outage', scope: null },
          ],
        },
        months: { nodes: [{ month: '2026-02-01', closedAt: '2026-03-02T00:00:00Z', closedBy: 'Ann' }] },
      },
    });
    const [call] = bench.node.take().filter(({ path }) => path === '/v1/annotations');
    expect(Object.fromEntries(call?.query ?? [])).toEqual({ from: '2026-03-01', to: '2026-03-31', first: '20' });
  });
});

describe('jobs, limits and data quality', () => {
  it('are told as the node knows them', async () => {
    const { tenant } = await bench.data<{ tenant: { importJobs: { nodes: { id: string }[] } } }>(`{ tenant {
      importJobs { nodes { id kind state done total eventsPerSecond error import { rows accepted duplicates rejected errors { line code field message } } } }
      limits { requestsPerSecond requestsPerSecondPerKey ingestBytesPerSecond ingestBytesPerDay subscriptions ingestBytesToday }
      dataQuality {
        sources { source events duplicates lastEventAt lastArrivalAt perMinute } rejected { code count samples } findings { code count samples } setAside
      }
    } }`);
    expect(tenant).toEqual({
      importJobs: {
        nodes: [
          {
            id: expect.any(String),
            kind: 'import',
            state: 'DONE',
            done: 100,
            total: 100,
            eventsPerSecond: 12.5,
            error: null,
            import: {
              rows: 3,
              accepted: 1,
              duplicates: 1,
              rejected: 1,
              errors: [{ line: 3, code: 'bad_field', field: 'Call Id', message: 'is empty' }],
            },
          },
        ],
      },
      limits: {
        requestsPerSecond: 50,
        requestsPerSecondPerKey: 20,
        ingestBytesPerSecond: 5_000_000,
        ingestBytesPerDay: 5_000_000_000,
        subscriptions: 100,
        ingestBytesToday: 123_456,
      },
      dataQuality: {
        sources: [{ source: 'crm', events: 10, duplicates: 2, lastEventAt: '2026-03-31T17:22:00Z', lastArrivalAt: null, perMinute: 1.5 }],
        rejected: [{ code: 'too_old', count: 3, samples: ['e-1: time is too old'] }],
        findings: [{ code: 'survey_without_case', count: 1, samples: [] }],
        setAside: [17],
      },
    });
    const query = 'query ($id: ID!) { tenant { job(id: $id) { kind import { rows } } } }';
    expect(await bench.data(query, { id: tenant.importJobs.nodes[0]?.id })).toEqual({
      tenant: { job: { kind: 'import', import: { rows: 3 } } },
    });
    expect(await bench.data(query, { id: 'nonsense' })).toEqual({ tenant: { job: null } });
  });

  it('are not for a credential that may only read', async () => {
    for (const field of [
      'settings { weekStart }',
      'keys { nodes { name } }',
      'users { nodes { name } }',
      'audit { nodes { at } }',
      'limits { subscriptions }',
    ]) {
      expect(codes(await bench.ask(`{ tenant { ${field} } }`, {}, 'ck_demo2'))).toEqual(['FORBIDDEN']);
    }
    expect((await bench.ask('{ tenant { dataQuality { setAside } } }', {}, 'ck_demo2')).errors).toBeUndefined();
  });
});

describe('teams and customers', () => {
  it('have the teams above and below them, and a region', async () => {
    expect(
      await bench.data(`{ tenant {
        team(key: "billing") { parent { name parent { key } teams { nodes { key parent { key } } totalCount } } teams { nodes { key } } }
        customer(key: "c-1") { region }
      } }`),
    ).toEqual({
      tenant: {
        team: {
          parent: {
            name: 'Care',
            parent: null,
            teams: {
              nodes: [
                { key: 'billing', parent: { key: 'care' } },
                { key: 'sales', parent: { key: 'care' } },
              ],
              totalCount: 2,
            },
          },
          teams: { nodes: [] },
        },
        customer: { region: 'HK' },
      },
    });
  });

  it('below a team come in pages, as all lists of scopes', async () => {
    const query = `query ($after: String) { tenant { team(key: "care") { teams(first: 1, after: $after) {
      nodes { key } totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
    } } } }`;
    type Below = { tenant: { team: { teams: { pageInfo: { endCursor: string } } } } };
    const first = await bench.data<Below>(query);
    expect(first).toMatchObject({
      tenant: { team: { teams: { nodes: [{ key: 'billing' }], totalCount: 2, pageInfo: { hasNextPage: true, hasPreviousPage: false } } } },
    });
    expect(await bench.data(query, { after: first.tenant.team.teams.pageInfo.endCursor })).toMatchObject({
      tenant: { team: { teams: { nodes: [{ key: 'sales' }], totalCount: 2, pageInfo: { hasNextPage: false, hasPreviousPage: true } } } },
    });
  });

  it('and KPIs say what they can be broken down by, and of what they are variants', async () => {
    bench.node.fault = (req, res) => {
      if (req.url !== '/v1/kpis') return false;
      const kpi = {
        names: { en: 'A' },
        descriptions: {},
        formula: '',
        unit: 's',
        direction: 'up',
        keyResultArea: 'quality',
        tier: 'basic',
        levels: [],
        version: 1,
      };
      const items = [
        { ...kpi, code: 'a', custom: false, dimensions: ['channel', 'queue'] },
        { ...kpi, code: 'a.business', custom: false, parent: 'a' },
      ];
      return Boolean(res.writeHead(200).end(JSON.stringify({ items })));
    };
    expect(await bench.data('{ kpis { dimensions variantOf { code } } }')).toEqual({
      kpis: [
        { dimensions: ['CHANNEL', 'QUEUE'], variantOf: null },
        { dimensions: [], variantOf: { code: 'a' } },
      ],
    });
  });
});
