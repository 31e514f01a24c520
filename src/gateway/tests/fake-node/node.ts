import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NodeAnswer, NodeCaller, NodeKpi, NodeResult, ScorecardRequest } from '../../src/node/protocol.js';
import { demo, kpiValue, other, type FakeTenant } from './data.js';
import { callers } from './callers.js';
import { Changes } from './changes.js';
import { Imports } from './imports.js';
import { FakeManagement } from './management.js';
import { People } from './people.js';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly forwardedFor: string | undefined;
  readonly requests: readonly ScorecardRequest[];
  readonly body: object | null;
}

type Fault = (req: IncomingMessage, res: ServerResponse) => boolean;

/** The node over fixed data, and over what was changed of it, with what it was asked. Only what read-api.md and management-api.md say. */
export class FakeNode {
  calls: Call[] = [];
  /** Answers in the node's place when it returns true. */
  fault: Fault = () => false;
  /** Holds an answer back. */
  delay: () => Promise<void> = () => Promise.resolve();
  tenants: Record<string, FakeTenant> = {
    ck_demo: demo,
    ck_demo2: demo,
    ck_other: other,
    ck_manage: demo,
    ck_widget: demo,
    cs_ann: demo,
    cw_crm: demo,
  };
  /** When the points of a series are. */
  points: readonly string[] = ['2026-02-28T16:00:00Z'];
  readonly people = new People();
  readonly changes = new Changes();
  readonly imports = new Imports();
  readonly #managed = new Map<string, FakeManagement>();
  // What these data are not made for is answered as a fault of the node.
  readonly #server = createServer(
    (req, res) => void this.#serve(req, res).catch(() => void (res.headersSent ? res.destroy() : res.writeHead(500).end())),
  );

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Takes a credential away, as the node does when it is revoked. */
  revoke(token: string): void {
    delete this.tenants[token];
    this.people.sessions.delete(token);
    this.people.widgets.delete(token);
    this.changes.end(token);
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** Calls since the last look, without readiness probes. */
  take(): readonly Call[] {
    const taken = this.calls;
    this.calls = [];
    return taken;
  }

  async #serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', 'http://node');
    if (url.pathname === '/v1/imports') return this.#import(req, res, url);
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    if (url.pathname === '/healthz/ready') return void (this.fault(req, res) || res.writeHead(200).end());
    const body = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as { requests?: ScorecardRequest[] }) : null;
    const { authorization, 'x-forwarded-for': forwardedFor } = req.headers as Record<string, string | undefined>;
    const requests = body?.requests ?? [];
    const method = req.method ?? 'GET';
    this.calls.push({ method, path: url.pathname, query: url.searchParams, authorization, forwardedFor, requests, body });
    await this.delay();
    if (this.fault(req, res)) return;
    const token = tokenOf(req);
    const said = this.people.serve(`${method} ${url.pathname}`, body ?? {}, token);
    if (said) return send(res, said.status, said.body);
    const [, framed] = /^\/v1\/widgets\/([^/]+)\/origins$/.exec(url.pathname) ?? [];
    if (framed !== undefined) {
      const origins = this.people.framed.get(framed);
      return origins ? send(res, 200, { origins }) : send(res, 404, { code: 'NOT_FOUND', detail: 'no such widget' });
    }
    const tenant = this.#tenantOf(token);
    if (!tenant) return send(res, 401, { code: 'UNAUTHENTICATED', detail: 'unknown key' });
    const managed = this.managementOf(tenant);
    const me = this.#who(token, tenant);
    if (url.pathname === '/v1/me') return send(res, 200, me);
    if (url.pathname === '/v1/changes') return this.changes.serve(res, url.searchParams, token);
    const given = managed.answer(me, method, url, body);
    if (given) return send(res, given.status, given.body, given.text);
    if (url.pathname === '/v1/tenant') return send(res, 200, tenant.tenant);
    if (url.pathname === '/v1/kpis') return send(res, 200, { items: [...tenant.kpis, ...managed.customKpis()] });
    if (url.pathname === '/v1/scopes') return send(res, 200, page(tenant, url.searchParams));
    if (url.pathname !== '/v1/scorecards') return send(res, 404, { code: 'NOT_FOUND' });
    if (requests.length > 200) return send(res, 400, { code: 'BAD_INPUT', detail: 'more than 200 requests' });
    send(res, 200, {
      answers: requests.map((request) => answer({ ...tenant, kpis: [...tenant.kpis, ...managed.customKpis()] }, request, this.points)),
    });
  }

  /** A file is read as it comes in, or not at all. */
  async #import(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    const tenant = this.#tenantOf(tokenOf(req));
    if (this.fault(req, res)) return;
    if (!tenant) return send(res, 401, { code: 'UNAUTHENTICATED', detail: 'unknown key' });
    return this.imports.serve(req, res, this.#who(tokenOf(req), tenant), url.searchParams);
  }

  #tenantOf(token: string): FakeTenant | undefined {
    return this.tenants[token] ?? this.tenants[this.people.keyOf(token)];
  }

  #who(token: string, { tenant }: FakeTenant): NodeCaller {
    return callers[token] ?? this.people.who(token, tenant.key);
  }

  /** What was changed lives as long as the fake node. */
  managementOf({ tenant }: FakeTenant): FakeManagement {
    let managed = this.#managed.get(tenant.key);
    if (!managed) this.#managed.set(tenant.key, (managed = new FakeManagement()));
    return managed;
  }
}

function tokenOf({ headers }: IncomingMessage): string {
  return (headers.authorization ?? '').replace('Bearer ', '');
}

function send(res: ServerResponse, status: number, body: unknown, text?: string): void {
  if (status === 204) return void res.writeHead(204).end();
  if (text !== undefined) return void res.writeHead(status, { 'content-type': 'text/plain' }).end(text);
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function page({ scopes }: FakeTenant, query: URLSearchParams): object {
  const search = query.get('search')?.toLowerCase() ?? '';
  const team = query.get('team');
  const parent = query.get('parent');
  const all = scopes
    .filter(({ level }) => level === query.get('level'))
    .filter(({ key, name }) => key.toLowerCase().includes(search) || name.toLowerCase().includes(search))
    .filter((scope) => team === null || scope.team === team)
    .filter((scope) => parent === null || scope.parent === parent)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const after = query.get('after');
  const rest = all.filter(({ key }) => after === null || key > after);
  const items = rest.slice(0, Number(query.get('first')));
  return {
    items,
    totalCount: query.get('level') === 'customer' ? null : all.length,
    hasNextPage: rest.length > items.length,
    hasPreviousPage: rest.length < all.length,
  };
}

function answer(tenant: FakeTenant, request: ScorecardRequest, instants: readonly string[]): NodeAnswer {
  const { scope, by, ranking, interval, compare, extras } = request;
  if (request.after === 'demo:never') return { problem: { code: 'POSITION_NOT_REACHED', detail: 'position demo:never is not applied' } };
  const all = tenant.kpis.map(({ code }) => code).filter((code, i) => !problemOf(tenant.kpis, code, request, i));
  const kpis = request.kpis ?? all;
  if (kpis.length > 100 && request.kpis) return { problem: { code: 'BAD_INPUT', detail: 'more than 100 KPIs' } };
  for (const [i, code] of kpis.entries()) {
    const problem = problemOf(tenant.kpis, code, request, i);
    if (problem) return problem;
  }
  const facts = tenant.scopes.find(({ level, key }) => level === scope.level && key === scope.key);
  if (!facts && scope.level !== 'tenant') return { result: null };
  const period = 'preset' in request.period ? { from: '2026-03-01', to: '2026-03-31' } : request.period;
  const closed = period.from === '2026-02-01' && period.to === '2026-02-28';
  const asked = { compare, extras, closed };
  const plain = !by && !ranking && !interval && !request.cohorts;
  const result: NodeResult = {
    scope: facts ?? { level: 'tenant', key: tenant.tenant.key, name: tenant.tenant.name },
    period,
    asOf: request.after ?? 'demo:88121',
    lastEventAt: '2026-03-31T17:22:00Z',
    ...(plain && { values: kpis.map((code) => kpiValue(scope, code, asked)) }),
    ...(request.cohorts && {
      cohorts: [
        {
          month: '2026-03-01',
          size: request.cohorts === 'revenue' ? 40 : 2,
          cells: [{ age: 0, kept: 2, percent: null, incomplete: true }],
        },
      ],
    }),
    ...(interval && {
      series: kpis.map((code) => {
        const value = kpiValue(scope, code, {});
        const points = instants.map((at) => ({ at, from: '2026-03-01', incomplete: false, ...value }));
        return { kpi: code, interval, points };
      }),
    }),
    ...(by && {
      breakdown: kpis.map((code) => ({
        kpi: code,
        items: ['voice', 'chat'].slice(0, by.first).map((value) => ({ value, result: kpiValue(scope, code, asked) })),
      })),
    }),
    ...(ranking && {
      ranking: kpis.map((code) => ({
        kpi: code,
        entries: tenant.scopes
          .filter(({ level }) => level === ranking.level)
          .slice(0, ranking.first)
          .map((entry, i) => ({
            position: i + 1,
            scope: { level: entry.level, key: entry.key, name: entry.name, ...(entry.level === 'agent' && { team: entry.team ?? null }) },
            result: kpiValue(entry, code, asked),
          })),
      })),
    }),
  };
  return { result };
}

function problemOf(catalogue: readonly NodeKpi[], code: string, request: ScorecardRequest, i: number): NodeAnswer | null {
  const kpi = catalogue.find((known) => known.code === code);
  const field = `kpis[${i}]`;
  if (!kpi) return { problem: { code: 'UNKNOWN_KPI', detail: `no KPI '${code}'; did you mean 'csat'?`, field } };
  if (!kpi.levels.includes(request.scope.level)) {
    return { problem: { code: 'KPI_NOT_AT_LEVEL', detail: `'${code}' does not exist at level ${request.scope.level}`, field } };
  }
  if (code === 'utilization' && (request.where ?? request.by)) {
    return { problem: { code: 'KPI_NOT_BY_DIMENSION', detail: `'${code}' has no dimensions`, field } };
  }
  return null;
}
