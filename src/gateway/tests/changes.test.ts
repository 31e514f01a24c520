import { describe, expect, it } from 'vitest';
import { Bench, type Answer } from './gateway.js';

const bench = new Bench({ CAREKPI_NODE_TIMEOUT_MS: '400' });
const codes = ({ errors }: Answer<unknown>): readonly unknown[] => (errors ?? []).map(({ extensions }) => extensions['code']);
const errors = 'errors { field message code position length }';
const changes = (): readonly string[] =>
  bench.node.take().flatMap(({ method, path }) => (method === 'GET' || path === '/v1/scorecards' ? [] : [`${method} ${path}`]));

describe('a change', () => {
  const note = (text: string): string =>
    `addAnnotation(input: { from: "2026-03-01", text: "${text}" }) { annotation { id text } ${errors} }`;

  it('is made after the one before it, and what it shows is of after it', async () => {
    let open = 0;
    let most = 0;
    bench.node.fault = (req, res) => {
      if (req.method === 'GET') return false;
      open += 1;
      most = Math.max(most, open);
      res.once('close', () => (open -= 1));
      return false;
    };
    const data = await bench.data<Record<string, { kpi: { version: number; name: string } }>>(`mutation {
      a: defineKpi(input: { code: "ours", name: "First", formula: "csat", unit: "%", direction: UP, keyResultArea: QUALITY }) { kpi { version name custom formula } }
      b: defineKpi(input: { code: "ours", name: "Second", formula: "csat", unit: "%", direction: UP, keyResultArea: QUALITY }) { kpi { version name } }
      c: setTarget(input: { level: TEAM, key: "sales", kpi: "ours", target: 1 }) { target { kpi { name version } scope { targets { target } } } }
      d: setTarget(input: { level: TEAM, key: "sales", kpi: "csat", target: 2 }) { target { scope { targets { target } } } }
    }`);
    expect(data['a']?.kpi).toEqual({ version: 1, name: 'First', custom: true, formula: 'csat' });
    expect(data['b']?.kpi).toEqual({ version: 2, name: 'Second' });
    expect(data['c']).toEqual({ target: { kpi: { name: 'Second', version: 2 }, scope: { targets: [{ target: 1 }] } } });
    expect(data['d']).toEqual({ target: { scope: { targets: [{ target: 2 }, { target: 1 }] } } });
    expect(most).toBe(1);
  });

  it('shows nothing that the credential was told before', async () => {
    await bench.data('{ kpis { code } tenant { name } }');
    await bench.data(`mutation {
      defineKpi(input: { code: "fresh", name: "Fresh", formula: "csat", unit: "%", direction: UP, keyResultArea: QUALITY }) { kpi { id } }
    }`);
    bench.node.take();
    await bench.data(`{ tenant { scorecard(period: { preset: TODAY }) { value(kpi: "csat") { kpi { name } } } } }`);
    expect(bench.node.take().map(({ path }) => path)).toContain('/v1/kpis');
  });

  it('is sent once, though the connection is closed, and may have been made', async () => {
    bench.node.fault = (req) => req.method === 'POST' && Boolean(req.socket.destroy());
    const answer = await bench.ask(`mutation { ${note('lost')} }`);
    expect(codes(answer)).toEqual(['UNAVAILABLE']);
    expect(answer.errors?.[0]?.message).toContain('Whether the change was made is not known');
    expect(changes()).toEqual(['POST /v1/annotations']);
  });

  it('is sent once, though the node is silent or failing', async () => {
    bench.node.fault = (req) => req.method === 'POST';
    expect(codes(await bench.ask(`mutation { ${note('silent')} }`))).toEqual(['UNAVAILABLE']);
    expect(changes()).toEqual(['POST /v1/annotations']);
    bench.node.fault = (_, res) => Boolean(res.writeHead(503).end('{"code":"UNAVAILABLE"}'));
    expect(codes(await bench.ask(`mutation { ${note('failing')} }`))).toEqual(['UNAVAILABLE']);
    expect(changes()).toEqual(['POST /v1/annotations']);
  });

  it('does not stop the ones after it', async () => {
    const { data } = await bench.ask<Record<string, object>>(`mutation {
      a: removeAnnotation(id: "nonsense") { removed ${errors} }
      b: ${note('after all')}
    }`);
    expect(data?.['a']).toEqual({
      removed: false,
      errors: [
        {
          field: ['id'],
          message: 'There is no such thing with this id. Give an id that came with an answer.',
          code: 'NOT_FOUND',
          position: null,
          length: null,
        },
      ],
    });
    expect(data?.['b']).toMatchObject({ annotation: { text: 'after all' }, errors: [] });
  });

  it('that is not allowed is an error of GraphQL, and so is one too many', async () => {
    expect(codes(await bench.ask(`mutation { ${note('x')} }`, {}, 'ck_demo2'))).toEqual(['FORBIDDEN']);
    expect(codes(await bench.ask(`mutation { ${note('x')} }`, {}, null))).toEqual(['UNAUTHENTICATED']);
    bench.node.fault = (_, res) => Boolean(res.writeHead(429, { 'retry-after': '3' }).end('{"code":"RATE_LIMITED"}'));
    expect(codes(await bench.ask(`mutation { ${note('x')} }`))).toEqual(['RATE_LIMITED']);
  });

  it('needs no more than its scope, also for the ids in its answer', async () => {
    const made = await bench
      .data<{ createKey: { key: { id: string } } }>(
        `mutation { createKey(input: { name: "CRM", scopes: [READ] }) { key { id name } secret } }`,
        {},
        'ck_manage',
      )
      .catch((error: unknown) => error);
    expect(made).toMatchObject({ createKey: { key: { name: 'CRM' }, secret: 'ck_once' } });
    const token = `mutation { issueWidgetToken(input: { level: CUSTOMER, key: "c-1", kpis: ["csat"], origin: "https://crm.example.com" }) {
      token expiresAt ${errors}
    } }`;
    expect(await bench.data(token, {}, 'ck_widget')).toEqual({
      issueWidgetToken: { token: 'ey.token', expiresAt: '2026-03-31T17:22:00Z', errors: [] },
    });
  });

  it('is not made by GET', async () => {
    const response = await fetch(`${bench.url}/graphql?query=${encodeURIComponent(`mutation { ${note('x')} }`)}`, {
      headers: { authorization: 'Bearer ck_demo' },
    });
    expect(response.status).toBe(405);
    expect(bench.node.take()).toEqual([]);
  });
});
