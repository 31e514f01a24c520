import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, isInterfaceType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { TokenCodec } from '../src/ids/codec.js';
import { idSecret } from '../src/ids/secret.js';
import { readSdl } from '../src/schema/schema.js';
import { Bench, secret } from './gateway.js';

const bench = new Bench();

interface Connected {
  readonly nodes: readonly { readonly id: string }[];
}

interface Found {
  readonly node: { readonly __typename: string; readonly id: string } | null;
}

const find = (id: string, key = 'ck_demo'): Promise<Found> =>
  bench.data(`query ($id: ID!) { node(id: $id) { __typename id } }`, { id }, key);

describe('tokens', () => {
  const codec = new TokenCodec(secret);

  it('open to what was sealed, and are the same each time', () => {
    for (const text of ['', 'a', 'x'.repeat(15), 'x'.repeat(16), '["demo","é","客戶"]']) {
      expect(codec.open(codec.seal(text))).toBe(text);
      expect(codec.seal(text)).toBe(codec.seal(text));
    }
  });

  it('open to nothing when changed, cut, foreign or sealed with another key', () => {
    const token = codec.seal('["demo","scope","agent","a-7"]');
    for (let at = 0; at < token.length; at += 1) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(codec.open(changed)).toBeNull();
    }
    expect(codec.open(token.slice(0, -4))).toBeNull();
    expect(codec.open('')).toBeNull();
    expect(codec.open('not a token')).toBeNull();
    expect(new TokenCodec(Buffer.from('another secret of at least 32 bytes')).open(token)).toBeNull();
  });

  it('show neither key nor its length', () => {
    expect(codec.seal('["demo","scope","agent","a-7"]')).toHaveLength(codec.seal('["demo","scope","agent","a"]').length);
    expect(Buffer.from(codec.seal('agent'), 'base64url').toString('latin1')).not.toContain('agent');
  });
});

describe('the secret of ids', () => {
  it('is made once, kept with mode 0600, and read again', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
    try {
      const made = idSecret(undefined, join(folder, 'deep'));
      const file = join(folder, 'deep', 'id.key');
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(idSecret('', join(folder, 'deep'))).toEqual(made);
      expect(readFileSync(file, 'utf8').trim()).toHaveLength(44);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('can be given, and has to be long enough', () => {
    expect(idSecret('x'.repeat(32), '/nowhere').toString()).toBe('x'.repeat(32));
    expect(() => idSecret('short', '/nowhere')).toThrow('CAREKPI_ID_KEY is too short');
  });
});

describe('global ids', () => {
  it('find again what they were given for, with every credential of the tenant', async () => {
    const data = await bench.data<{ tenant: Record<string, { id: string }> & { id: string }; kpi: { id: string } }>(`{
      tenant {
        id
        agent(key: "a-001") { id }
        team(key: "billing") { id }
        customer(key: "c-1") { id }
        scorecard(period: { preset: LAST_MONTH }, kpis: ["csat"]) { id }
      }
      kpi(code: "csat") { id }
    }`);
    const { id, agent, team, customer, scorecard } = data.tenant;
    const expected = { Tenant: id, Agent: agent?.id, Team: team?.id, Customer: customer?.id, Scorecard: scorecard?.id, Kpi: data.kpi.id };
    for (const [__typename, given] of Object.entries(expected)) {
      expect(await find(given ?? '')).toEqual({ node: { __typename, id: given } });
      expect(await find(given ?? '', 'ck_demo2')).toEqual({ node: { __typename, id: given } });
    }
  });

  it('keep a scorecard with its period, KPIs and filter', async () => {
    const { scope } = await bench.data<{ scope: { scorecard: { id: string } } }>(`{ scope(level: TEAM, key: "sales") {
      scorecard(period: { from: "2026-03-01", to: "2026-03-02" }, kpis: ["nps"], where: { dimension: CHANNEL, values: ["chat"] }) { id }
    } }`);
    bench.node.take();
    const { node } = await bench.data<{ node: object }>(
      `query ($id: ID!) { node(id: $id) { ... on Scorecard { scope { key } values { kpi { code } count } period { from to } } } }`,
      { id: scope.scorecard.id },
    );
    expect(node).toEqual({
      scope: { key: 'sales' },
      values: [{ kpi: { code: 'nps' }, count: 0 }],
      period: { from: '2026-03-01', to: '2026-03-02' },
    });
    expect(bench.node.take().at(-1)?.requests[0]?.where).toEqual({ dimension: 'channel', tag: null, values: ['chat'] });
  });

  it('find what is managed, for its tenant alone, and as what it is alone', async () => {
    const { setTarget, defineKpi, tenant } = await bench
      .data<Record<'setTarget' | 'defineKpi' | 'tenant', Record<string, Connected & { id: string }>>>(
        `mutation {
        setTarget(input: { level: AGENT, key: "a-003", kpi: "csat", target: 90 }) { target { id } }
        defineKpi(input: { code: "own", name: "Own", formula: "csat", unit: "%", direction: UP, keyResultArea: QUALITY }) { kpi { id } }
      }`,
      )
      .then(async (made) => ({
        ...made,
        ...(await bench.data<{ tenant: Record<string, Connected & { id: string }> }>(`{ tenant {
        alerts(first: 3) { nodes { id } } alertRules { nodes { id } } annotations { nodes { id } } users { nodes { id } } widgets { nodes { id } }
        keys(first: 30) { nodes { id } } importJobs { nodes { id } } disputes(first: 3) { nodes { id } } reports { nodes { id } }
      } }`)),
      }));
    const last = (list: string): string => tenant[list]?.nodes.at(-1)?.id ?? '';
    const ids: Record<string, string> = {
      Target: setTarget['target']?.id ?? '',
      Kpi: defineKpi['kpi']?.id ?? '',
      Alert: last('alerts'),
      AlertRule: last('alertRules'),
      Annotation: last('annotations'),
      User: last('users'),
      Widget: last('widgets'),
      ApiKey: last('keys'),
      Job: last('importJobs'),
      Dispute: last('disputes'),
      Report: last('reports'),
    };
    expect(new Set(Object.values(ids)).size).toBe(11);
    for (const [__typename, id] of Object.entries(ids)) {
      expect(await find(id)).toEqual({ node: { __typename, id } });
      expect(await find(id, 'ck_other')).toEqual({ node: null });
      const at = Math.floor(id.length / 2);
      expect(await find(id.slice(0, at) + (id[at] === 'A' ? 'B' : 'A') + id.slice(at + 1))).toEqual({ node: null });
      if (__typename === 'Widget') continue;
      bench.node.take();
      const query = 'mutation ($id: ID!) { removeWidget(id: $id) { removed errors { code } } }';
      expect(await bench.data(query, { id })).toEqual({ removeWidget: { removed: false, errors: [{ code: 'NOT_FOUND' }] } });
      expect(bench.node.take().filter(({ method }) => method !== 'GET')).toEqual([]);
    }
  });

  it('that are of every type that has one are covered', () => {
    const schema = buildSchema(readSdl());
    const node = schema.getType('Node');
    const types = isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];
    const seen = [
      'Tenant',
      'Team',
      'Agent',
      'Customer',
      'Scorecard',
      'Kpi',
      'Target',
      'Alert',
      'AlertRule',
      'Annotation',
      'User',
      'Widget',
      'ApiKey',
      'Job',
      'Dispute',
      'Report',
    ];
    expect(new Set(types)).toEqual(new Set(seen));
  });

  it('are nothing to another tenant, even where both have the key', async () => {
    const query = `{ scope(level: TEAM, key: "billing") { id name } }`;
    const mine = await bench.data<{ scope: { id: string; name: string } }>(query);
    const theirs = await bench.data<{ scope: { id: string; name: string } }>(query, {}, 'ck_other');
    expect(mine.scope.id).not.toBe(theirs.scope.id);
    expect([mine.scope.name, theirs.scope.name]).toEqual(['Billing', 'Accounts']);
    expect(await find(mine.scope.id, 'ck_other')).toEqual({ node: null });
    expect(await find(theirs.scope.id)).toEqual({ node: null });
  });

  it('that are none find nothing, and ask nothing of the node about it', async () => {
    expect(await find('bm90IGFuIGlk')).toEqual({ node: null });
    expect(bench.node.take()).toEqual([]);
  });
});
