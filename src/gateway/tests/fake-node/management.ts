import type {
  NodeAlert,
  NodeAlertRule,
  NodeAnnotation,
  NodeAuditEntry,
  NodeJob,
  NodeKey,
  NodeMonth,
  NodeNewKpi,
  NodeUser,
  NodeWidgetEntry,
} from '../../src/node/management.js';
import type { NodeCaller, NodeKpi, NodeTarget } from '../../src/node/protocol.js';
import type { NodeSettings, NodeSettingsPatch } from '../../src/node/settings.js';
import { kpiValue } from './data.js';
import { Disputes } from './disputes.js';
import { drivers, evidence } from './evidence.js';
import { Board } from './now.js';
import { Reports } from './reports.js';
import { settings } from './settings.js';
import { gone, made, missing, ok, pageOf, refusal, Table, type Reply } from './table.js';

const at = '2026-03-31T17:22:00Z';

/** Everything of docs/contracts/management-api.md that a tenant has, over what it was changed to. */
export class FakeManagement {
  readonly targets = new Table<NodeTarget>('targets', []);
  readonly alerts = new Table<NodeAlert>(
    'alerts',
    Array.from({ length: 45 }, (_, i) => ({
      id: `al-${i}`,
      rule: i === 1 ? null : 'r-1',
      scope: { level: 'team', key: 'billing', name: 'Billing' },
      kpi: 'csat',
      raisedAt: at,
      message: `CSAT of Billing fell (${i})`,
      value: 61.5,
      acknowledgedAt: i % 3 === 2 ? at : null,
      acknowledgedBy: i % 3 === 2 ? 'Ann' : null,
    })),
  );
  readonly rules = new Table<NodeAlertRule>('alert-rules', [
    {
      id: 'r-1',
      name: 'CSAT falls',
      level: 'team',
      key: null,
      kpi: 'csat',
      condition: { kind: 'threshold', below: 70 },
      period: 'LAST_7_DAYS',
      minCount: 30,
      coolDownHours: 24,
      enabled: true,
    },
  ]);
  readonly annotations = new Table<NodeAnnotation>('annotations', [
    { id: 'an-1', from: '2026-03-02', to: null, text: 'New prices', level: 'team', key: 'sales' },
    { id: 'an-2', from: '2026-03-05', to: '2026-03-06', text: 'Outage', level: null, key: null },
  ]);
  readonly users = new Table<NodeUser>('users', [
    {
      id: 'u-1',
      email: 'ann@example.com',
      name: 'Ann',
      role: 'lead',
      teams: ['billing'],
      agent: 'a-000',
      createdAt: at,
      lastSeenAt: null,
      disabled: false,
    },
  ]);
  readonly widgets = new Table<NodeWidgetEntry>('widgets', [
    { id: 'w-1', name: 'CRM', origins: ['https://crm.example.com'], levels: ['customer'], kpis: ['csat'] },
  ]);
  readonly disputes = new Disputes();
  readonly board = new Board();
  readonly reports = new Reports();
  keys: readonly NodeKey[] = Array.from({ length: 25 }, (_, i) => ({
    id: `k-${i}`,
    name: `Key ${i}`,
    scopes: ['read', 'manage'],
    createdAt: at,
    expiresAt: null,
    lastUsedAt: at,
    networks: [],
    levels: null,
  }));
  months: readonly NodeMonth[] = [{ month: '2026-02-01', closedAt: '2026-03-02T00:00:00Z', closedBy: 'Ann' }];
  settings: NodeSettings = {
    effective: settings,
    history: [{ validFrom: 'beginning', settings: { repeatWindowDays: 7, businessHours: null, journeys: [] } as NodeSettingsPatch }],
    job: null,
  };
  custom: readonly NodeKpi[] = [];

  customKpis(): readonly NodeKpi[] {
    return this.custom;
  }

  /** null: a call of the read API. */
  answer(me: NodeCaller, method: string, url: URL, body: object | null): Reply | null {
    const route = `${method} ${url.pathname}`;
    if (route === 'POST /v1/widgets/tokens') return me.scopes.includes('widget') ? this.#token(body) : forbidden('widget');
    const isPerson = me.kind === 'person';
    const reads =
      method === 'GET' ||
      // People dispute with what they may read; keys need more.
      (isPerson && url.pathname.startsWith('/v1/disputes')) ||
      ['/v1/scorecards', '/v1/evidence', '/v1/drivers', '/v1/kpis/preview'].includes(url.pathname);
    const closed = ['settings', 'keys', 'users', 'widgets', 'audit', 'limits'].includes(url.pathname.split('/')[2] ?? '');
    const needs = closed || !reads ? 'manage' : 'read';
    if (!me.scopes.includes(needs)) return forbidden(needs);
    return (
      this.disputes.answer(me, method, url, body) ??
      this.board.answer(method, url) ??
      this.reports.answer(method, url, body) ??
      this.#single(route, url, body) ??
      this.#table(method, url, body)
    );
  }

  #table(method: string, url: URL, body: object | null): Reply | null {
    const at =
      <T>(row: object): ((given: object, id: string) => T) =>
      (given, id) =>
        ({ ...row, ...given, id }) as T;
    const target = { key: null, warning: null, from: '2026-03-31', to: null };
    if (url.pathname === '/v1/targets' && method === 'GET') return this.#targets(url.searchParams);
    if (url.pathname === '/v1/alerts') return this.#alerts(url.searchParams);
    return (
      this.targets.answer(method, url, body, at<NodeTarget>(target)) ??
      this.rules.answer(method, url, body, at<NodeAlertRule>({ minCount: 1, coolDownHours: 24, enabled: true })) ??
      this.annotations.answer(method, url, body, at<NodeAnnotation>({ to: null, level: null, key: null })) ??
      this.widgets.answer(method, url, body, at<NodeWidgetEntry>({ kpis: null })) ??
      this.users.answer(method, url, body, at<NodeUser>({ createdAt: '2026-03-31T00:00:00Z', lastSeenAt: null, disabled: false }))
    );
  }

  #single(route: string, url: URL, body: object | null): Reply | null {
    const [, , , id = ''] = url.pathname.split('/');
    if (route === 'POST /v1/users') return this.#invite(body as Partial<NodeUser>);
    if (/^POST \/v1\/users\/[^/]+\/invite$/.test(route)) return this.#reinvite(id);
    if (/^POST \/v1\/alerts\/[^/]+\/acknowledge$/.test(route)) return this.#acknowledge(id);
    if (route === 'POST /v1/targets') return this.#overlap(body as NodeTarget);
    if (route === 'GET /v1/keys') return ok({ items: this.keys });
    if (route === 'POST /v1/keys') return this.#key(body as NodeKey);
    if (route.startsWith('DELETE /v1/keys/')) {
      const kept = this.keys.filter((one) => one.id !== id);
      if (kept.length === this.keys.length) return missing;
      this.keys = kept;
      return gone;
    }
    if (route === 'GET /v1/settings') return ok(this.settings);
    if (route === 'PATCH /v1/settings') return this.#patch(body as { validFrom?: string; settings: NodeSettingsPatch });
    if (route === 'GET /v1/limits') {
      const limits = {
        requestsPerSecond: 50,
        requestsPerSecondPerKey: 20,
        ingestBytesPerSecond: 5e6,
        ingestBytesPerDay: 5e9,
        subscriptions: 100,
      };
      return ok({ limits, used: { ingestBytesToday: 123_456 } });
    }
    if (route === 'GET /v1/audit') return this.#audit(url.searchParams);
    if (route === 'GET /v1/quality') return ok(quality);
    if (route === 'GET /v1/jobs')
      return pageOf(
        jobs.filter(({ kind }) => kind === url.searchParams.get('kind')),
        url.searchParams,
        (job) => job.id,
      );
    if (route.startsWith('GET /v1/jobs/'))
      return ok(jobs.find((job) => job.id === id) ?? null).body === null ? missing : ok(jobs.find((job) => job.id === id));
    if (route.startsWith('POST /v1/customers/'))
      return route === 'POST /v1/customers/nobody/erase'
        ? missing
        : ok({ id: 'erase-demo-7', kind: 'erasure', state: 'running', done: 0, total: 7, eventsPerSecond: 0, error: null });
    if (route === 'GET /v1/months') return pageOf(this.months, url.searchParams, ({ month }) => month);
    if (route === 'POST /v1/months') return this.#close(body as { month: string });
    if (route.startsWith('DELETE /v1/months/')) {
      const kept = this.months.filter(({ month }) => month !== `${id}-01`);
      if (kept.length === this.months.length) return missing;
      this.months = kept;
      return gone;
    }
    if (route === 'POST /v1/evidence') return evidence(body);
    if (route === 'POST /v1/drivers') return drivers(body);
    if (route === 'POST /v1/kpis') return this.#define(body as NodeNewKpi);
    if (route === 'POST /v1/kpis/preview')
      return preview(body as { kpi: NodeNewKpi; scope: { level: string; key?: string }; interval?: string });
    if (route.startsWith('DELETE /v1/kpis/')) {
      const kept = this.custom.filter(({ code }) => code !== decodeURIComponent(id));
      if (kept.length === this.custom.length) return missing;
      this.custom = kept;
      return gone;
    }
    return null;
  }

  #targets(query: URLSearchParams): Reply {
    const wanted = (['level', 'key', 'kpi'] as const).flatMap((name) => (query.has(name) ? [[name, query.get(name)] as const] : []));
    return pageOf(
      this.targets.items.filter((target) => wanted.every(([name, value]) => target[name] === value)),
      query,
      ({ id }) => id,
    );
  }

  /** null: taken. */
  #overlap({ level, key: of = null, kpi }: NodeTarget): Reply | null {
    if (kpi === 'nope') return refusal('UNKNOWN_KPI', "no KPI 'nope'; did you mean 'csat'?", 'kpi');
    const other = this.targets.items.find((one) => one.level === level && one.key === of && one.kpi === kpi);
    return other ? refusal('BAD_INPUT', `The target from ${other.from} overlaps with it. End that one first.`, 'from') : null;
  }

  #alerts(query: URLSearchParams): Reply {
    const open = query.get('open');
    return pageOf(
      this.alerts.items.filter((alert) => open === null || (alert.acknowledgedAt === null) === (open === 'true')),
      query,
      ({ id }) => id,
    );
  }

  #acknowledge(id: string): Reply {
    if (!this.alerts.items.some((alert) => alert.id === id)) return missing;
    this.alerts.items = this.alerts.items.map((alert) =>
      alert.id === id ? { ...alert, acknowledgedAt: at, acknowledgedBy: 'Key k-1' } : alert,
    );
    return ok(this.alerts.items.find((alert) => alert.id === id));
  }

  #invite(body: Partial<NodeUser>): Reply {
    if (!body.email?.includes('@')) return refusal('BAD_INPUT', "'email' is not an address.", 'email');
    const url = new URL('http://node/v1/users');
    const reply = this.users.answer('POST', url, body, (given, id) => ({
      teams: null,
      agent: null,
      ...(given as Pick<NodeUser, 'email' | 'name' | 'role'>),
      id,
      createdAt: at,
      lastSeenAt: null,
      disabled: false,
    }));
    return made({ user: reply?.body, token: 'ci_first', expiresAt: at });
  }

  #reinvite(id: string): Reply {
    const user = this.users.items.find((one) => one.id === id);
    return user ? made({ user, token: 'ci_again', expiresAt: at }) : missing;
  }

  #key(body: NodeKey): Reply {
    if (body.scopes.length === 0) return refusal('BAD_INPUT', 'A key needs at least one scope.', 'scopes');
    const { name, scopes, expiresAt = null, networks = [], levels = null } = body;
    const one = { id: `k-new-${this.keys.length}`, name, scopes, createdAt: at, expiresAt, networks, levels };
    this.keys = [one, ...this.keys];
    return made({ ...one, key: 'ck_once' });
  }

  #patch({ validFrom, settings: given }: { validFrom?: string; settings: NodeSettingsPatch }): Reply {
    if (given.repeatWindowDays !== undefined && (given.repeatWindowDays ?? 7) > 365) {
      return refusal('BAD_INPUT', 'settings.repeatWindowDays is 400: give a whole number from 1 to 365.', 'settings.repeatWindowDays');
    }
    const effective = { ...this.settings.effective, ...given } as NodeSettings['effective'];
    const history = [...this.settings.history, { validFrom: validFrom ?? at, settings: given }];
    this.settings = { effective, history, job: null };
    return ok({ ...this.settings, job: 'rebuild-7' });
  }

  #token(body: object | null): Reply {
    const { level, origin } = body as { level: string; origin: string };
    const widget = this.widgets.items.find(({ origins, levels }) => origins.includes(origin) && levels.some((one) => one === level));
    if (!widget) return refusal('BAD_INPUT', `No widget may be embedded on ${origin} at this level.`, 'origin');
    return made({ token: 'ey.token', expiresAt: at });
  }

  #close({ month: given }: { month: string }): Reply {
    const month = `${given}-01`;
    if (given >= '2026-03') return refusal('BAD_INPUT', 'The month is not over.', 'month');
    const one = { month, closedAt: at, closedBy: 'Key k-1' };
    this.months = [one, ...this.months.filter((other) => other.month !== month)];
    return made(one);
  }

  #audit(query: URLSearchParams): Reply {
    const all = Array.from({ length: 30 }, (_, i): NodeAuditEntry => ({
      id: `au-${i}`,
      at,
      action: i % 2 === 0 ? 'key.created' : 'settings.changed',
      actor: { kind: 'person', id: 'u-1', name: 'Ann' },
      target: `k-${i}`,
      detail: { name: 'CRM', scopes: ['read'] },
      address: '203.0.113.7',
    }));
    return pageOf(
      all.filter(({ action }) => action === (query.get('action') ?? action)),
      query,
      ({ id }) => id,
    );
  }

  #define(body: NodeNewKpi): Reply {
    const wrong = formulaProblem(body.formula, 'formula');
    if (wrong) return wrong;
    const before = this.custom.find(({ code }) => code === body.code);
    const kpi = customKpi(body, (before?.version ?? 0) + 1);
    this.custom = [...this.custom.filter((one) => one !== before), kpi];
    return made(kpi);
  }
}

function forbidden(scope: string): Reply {
  return refusal('FORBIDDEN', `the credential has no scope ${scope}`);
}

function formulaProblem(formula: string, field: string): Reply | null {
  const position = formula.indexOf('nonsense');
  if (position < 0) return null;
  return refusal('BAD_INPUT', `There is no "nonsense" at ${position}.`, field, { position, length: 8 });
}

function customKpi({ code, name, formula, unit, direction, keyResultArea }: NodeNewKpi, version: number): NodeKpi {
  const names = { en: name, 'zh-Hant': name, 'zh-Hans': name, ms: name };
  const rest = { levels: ['tenant', 'team', 'agent'] as const, dimensions: [], tier: 'basic' as const, custom: true, parent: null };
  return { code, names, descriptions: names, formula, unit, direction, keyResultArea, version, ...rest };
}

function preview({ kpi, scope, interval }: { kpi: NodeNewKpi; scope: { level: string; key?: string }; interval?: string }): Reply {
  if (scope.key === 'nobody') return refusal('BAD_INPUT', 'There is no such scope.', 'scope.key');
  const wrong = formulaProblem(kpi.formula, 'formula');
  if (wrong) return wrong;
  const value = kpiValue(scope, kpi.code, {});
  const points = [{ at: '2026-02-28T16:00:00Z', from: '2026-03-01', incomplete: false, ...value }];
  return ok({
    scope: { level: scope.level, key: scope.key ?? 'demo', name: 'Demo' },
    period: { from: '2026-03-01', to: '2026-03-31' },
    asOf: 'demo:88121',
    lastEventAt: at,
    values: [value],
    ...(interval && { series: [{ kpi: kpi.code, interval, points }] }),
  });
}

const jobs: readonly NodeJob[] = [
  {
    id: 'import-1',
    kind: 'import',
    state: 'done',
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
  { id: 'rebuild-7', kind: 'rebuild', state: 'running', done: 5, total: 10, eventsPerSecond: 100, error: null },
];

const quality = {
  sources: [{ source: 'crm', events: 10, duplicates: 2, lastEventAt: at, lastArrivalAt: null, perMinute: 1.5 }],
  rejected: [{ code: 'too_old', count: 3, samples: ['e-1: time is too old'] }],
  findings: [{ code: 'survey_without_case', count: 1, samples: [] }],
  setAside: [17],
};
