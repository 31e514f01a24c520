import { describe, expect, it } from 'vitest';
import { Bench, type Answer } from './gateway.js';

const bench = new Bench();
const tight = new Bench({ CAREKPI_MAX_READS: '15', CAREKPI_MAX_ANSWER_BYTES: '2000' });
const errors = 'errors { field message code }';
const codes = ({ errors: all }: Answer<unknown>): readonly unknown[] => (all ?? []).map(({ extensions }) => extensions['code']);
const whole = 'id name scope { level key } kpis { code } every at locale email { to } webhook { url } enabled nextAt lastAt lastError';
const first = async (): Promise<string> =>
  (
    await bench.data<{ tenant: { reports: { nodes: { id: string }[] } } }>('{ tenant { reports { nodes { id } } } }')
  ).tenant.reports.nodes.at(-1)?.id ?? '';

describe('reports', () => {
  it('are listed with what is sent to whom', async () => {
    expect(await bench.data(`{ tenant { reports { nodes { ${whole} } pageInfo { hasNextPage } } } }`)).toEqual({
      tenant: {
        reports: {
          nodes: [
            {
              id: expect.any(String),
              name: 'Weekly',
              scope: { level: 'TEAM', key: 'billing' },
              kpis: [{ code: 'csat' }],
              every: 'WEEK',
              at: '07:00',
              locale: 'en',
              email: { to: ['director@example.com'] },
              webhook: null,
              enabled: true,
              nextAt: '2026-04-06T23:00:00Z',
              lastAt: null,
              lastError: null,
            },
          ],
          pageInfo: { hasNextPage: false },
        },
      },
    });
  });

  it('show themselves as text, bounded like every answer', async () => {
    const preview = 'query ($id: ID!) { node(id: $id) { ... on Report { html: preview(format: HTML) csv: preview(format: CSV) } } }';
    const id = await first();
    expect(await bench.data(preview, { id })).toEqual({ node: { html: '<h1>Weekly</h1>', csv: 'kpi,value\ncsat,81.5\n' } });
    expect(codes(await tight.ask(preview, { id }))).toEqual(['TOO_COSTLY']);
    tight.node.fault = (req, res) => Boolean(req.url?.includes('/preview') && res.writeHead(200).end('x'.repeat(3_000)));
    expect(codes(await tight.ask(preview.replace('csv: preview(format: CSV)', ''), { id }))).toEqual(['TOO_COSTLY']);
    bench.node.fault = (req, res) =>
      Boolean(req.url?.includes('/preview') && res.writeHead(503, { 'content-type': 'text/plain' }).end('a secret of the node'));
    const failed = await bench.ask(preview, { id });
    expect(codes(failed)).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
    expect(JSON.stringify(failed)).not.toContain('secret');
  });

  it('are sent now, and tell what became of it', async () => {
    const id = await first();
    const delivery = 'period { from to } at state attempts error';
    const send = `mutation ($id: ID!) { sendReport(id: $id) { delivery { ${delivery} } ${errors} } }`;
    const now = {
      period: { from: '2026-03-23', to: '2026-03-29' },
      at: '2026-03-31T17:22:00Z',
      state: 'WAITING',
      attempts: 0,
      error: null,
    };
    expect(await bench.data(send, { id })).toEqual({ sendReport: { delivery: now, errors: [] } });
    const deliveries = `query ($id: ID!) { node(id: $id) { ... on Report { deliveries(first: 3) { nodes { ${delivery} } pageInfo { hasNextPage } } } } }`;
    expect(await bench.data(deliveries, { id })).toMatchObject({
      node: {
        deliveries: {
          nodes: [now, { state: 'SENT' }, { state: 'FAILED', attempts: 5, error: 'The mail server refused it.' }],
          pageInfo: { hasNextPage: true },
        },
      },
    });
    expect(await bench.data(send, { id: 'none' })).toMatchObject({
      sendReport: { delivery: null, errors: [{ field: ['id'], code: 'NOT_FOUND' }] },
    });
  });

  it('that were sent are, even when what became of it cannot be read', async () => {
    const id = await first();
    bench.node.fault = (req, res) => Boolean(req.url?.includes('/deliveries') && res.writeHead(503).end());
    const { data, errors: failed } = await bench.ask<object>(
      `mutation ($id: ID!) { sendReport(id: $id) { delivery { state } ${errors} } }`,
      { id },
    );
    expect(data).toEqual({ sendReport: { delivery: null, errors: [] } });
    expect(failed?.map(({ path }) => path)).toEqual([['sendReport', 'delivery']]);
  });

  it('are made, changed and removed', async () => {
    const create = `mutation ($input: CreateReportInput!) { createReport(input: $input) { report { ${whole} } ${errors} } }`;
    const input = { name: 'Monthly', level: 'TENANT', every: 'MONTH', locale: 'zh-Hant', email: { to: ['a@example.com'] } };
    const { createReport } = await bench.data<{ createReport: { report: { id: string } } }>(create, { input });
    expect(bench.node.take()[0]?.body).toEqual({ ...input, level: 'tenant', every: 'month', at: '07:00', enabled: true });
    const { id } = createReport.report;
    const made = { ...input, id, scope: { level: 'TENANT', key: 'demo' }, kpis: null, at: '07:00', webhook: null, enabled: true };
    const { level: _, ...shown } = made;
    expect(createReport).toMatchObject({ report: shown, errors: [] });
    expect(await bench.data(create, { input: { ...input, email: { to: ['nobody'] } } })).toMatchObject({
      createReport: { report: null, errors: [{ field: ['input', 'email', 'to', '0'], code: 'BAD_INPUT' }] },
    });

    const update = `mutation ($input: UpdateReportInput!) { updateReport(input: $input) { report { ${whole} } ${errors} } }`;
    const webhook = { url: 'https://ops.example.com/reports', secret: 'sixteen characters' };
    const changed = { id, level: 'TEAM', key: 'sales', email: null, webhook, enabled: false };
    expect(await bench.data(update, { input: changed })).toMatchObject({
      updateReport: {
        report: { name: 'Monthly', scope: { key: 'sales' }, email: null, webhook: { url: webhook.url }, enabled: false },
        errors: [],
      },
    });
    expect(bench.node.take().find(({ method }) => method === 'PATCH')?.body).toEqual({
      level: 'team',
      key: 'sales',
      email: null,
      webhook,
      enabled: false,
    });
    const remove = `mutation ($id: ID!) { removeReport(id: $id) { removed ${errors} } }`;
    expect(await bench.data(remove, { id })).toEqual({ removeReport: { removed: true, errors: [] } });
    expect(await bench.data(remove, { id })).toMatchObject({ removeReport: { removed: false, errors: [{ code: 'NOT_FOUND' }] } });
    expect(await bench.data('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
  });
});
