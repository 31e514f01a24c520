import { describe, expect, it } from 'vitest';
import { Bench, type Answer } from './gateway.js';

const bench = new Bench();
const errors = 'errors { field message code }';
const codes = ({ errors: all }: Answer<unknown>): readonly unknown[] => (all ?? []).map(({ extensions }) => extensions['code']);
interface List {
  readonly tenant: {
    readonly disputes: {
      readonly nodes: readonly { readonly id: string; readonly survey: string }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}
const list = `query ($state: DisputeState, $agent: String, $first: Int, $after: String) { tenant {
  disputes(state: $state, agent: $agent, first: $first, after: $after) { nodes { id survey } pageInfo { hasNextPage endCursor } } } }`;
const surveysOf = ({ tenant }: List): readonly string[] => tenant.disputes.nodes.map(({ survey }) => survey);

describe('disputes', () => {
  it('say what is disputed, by whom, and how it was decided', async () => {
    const query = `{ tenant { disputes(first: 5) { nodes {
      survey agent { key name } team { name } answeredAt kind score comment reason raisedAt raisedBy state decidedAt decidedBy decision } } } }`;
    const { tenant } = await bench.data<{ tenant: { disputes: { nodes: readonly object[] } } }>(query);
    const open = { raisedAt: '2026-03-31T17:22:00Z', raisedBy: 'Ann', state: 'OPEN', decidedAt: null, decidedBy: null, decision: null };
    const given = { answeredAt: '2026-03-30T09:00:00Z', kind: 'csat', reason: 'Meant for another agent' };
    expect(tenant.disputes.nodes[0]).toEqual({
      ...{ ...open, ...given, survey: 's-0', score: 2, comment: 'nobody called back' },
      agent: { key: 'a-000', name: 'Agent 0' },
      team: { name: 'Billing' },
    });
    expect(tenant.disputes.nodes[1]).toMatchObject({ agent: null, team: null, score: null });
    expect(tenant.disputes.nodes[4]).toMatchObject({
      state: 'EXCLUDED',
      decidedAt: '2026-03-31T17:22:00Z',
      decidedBy: 'Lee',
      decision: 'Right',
    });
  });

  it('are listed in pages, by state and by agent', async () => {
    const first = await bench.data<List>(list, { state: 'EXCLUDED', agent: 'a-000', first: 2 });
    expect(Object.fromEntries(bench.node.take()[0]?.query ?? [])).toEqual({ state: 'excluded', agent: 'a-000', first: '2' });
    expect(surveysOf(first)).toEqual(['s-4', 's-9']);
    const { endCursor: after } = first.tenant.disputes.pageInfo;
    expect(surveysOf(await bench.data<List>(list, { state: 'EXCLUDED', agent: 'a-000', first: 2, after }))).toEqual(['s-14', 's-19']);
    expect(codes(await bench.ask(list, { state: 'OPEN', after }))).toEqual(['BAD_INPUT']);
  });

  it('are raised by who may read, and taken back while they are open', async () => {
    const raise = `mutation ($input: DisputeSurveyInput!) { disputeSurvey(input: $input) { dispute { id survey reason state raisedBy } ${errors} } }`;
    const input = { survey: 's-81', reason: 'The customer meant the shop' };
    const { disputeSurvey } = await bench.data<{ disputeSurvey: { dispute: { id: string } } }>(raise, { input }, 'cs_ann');
    expect(disputeSurvey).toEqual({ dispute: { id: expect.any(String), ...input, state: 'OPEN', raisedBy: 'Ann' }, errors: [] });
    expect(bench.node.take().find(({ method }) => method === 'POST')).toMatchObject({ path: '/v1/disputes', body: input });
    expect(await bench.data(raise, { input }, 'cs_ann')).toMatchObject({
      disputeSurvey: { dispute: null, errors: [{ field: ['input', 'survey'], code: 'BAD_INPUT' }] },
    });
    expect(await bench.data(raise, { input: { survey: 's-82', reason: '' } })).toMatchObject({
      disputeSurvey: { errors: [{ field: ['input', 'reason'] }] },
    });
    expect(codes(await bench.ask(raise, { input }, 'ck_demo2'))).toEqual(['FORBIDDEN']);

    const withdraw = `mutation ($id: ID!) { withdrawDispute(id: $id) { withdrawn ${errors} } }`;
    const { id } = disputeSurvey.dispute;
    expect(await bench.data(withdraw, { id }, 'cs_ann')).toEqual({ withdrawDispute: { withdrawn: true, errors: [] } });
    expect(await bench.data(withdraw, { id }, 'cs_ann')).toMatchObject({
      withdrawDispute: { withdrawn: false, errors: [{ field: ['id'], code: 'BAD_INPUT' }] },
    });
    expect(await bench.data('query ($id: ID!) { node(id: $id) { ... on Dispute { id state } } }', { id })).toEqual({
      node: { id, state: 'WITHDRAWN' },
    });
  });

  it('are decided, and decided again, but not about the own answers', async () => {
    const decide = `mutation ($input: DecideDisputeInput!) { decideDispute(input: $input) { dispute { id state decidedBy decision } ${errors} } }`;
    const id = (await bench.data<List>(list, { first: 1, agent: 'a-000' })).tenant.disputes.nodes[0]?.id;
    bench.node.take();
    for (const [exclude, state] of [
      [true, 'EXCLUDED'],
      [false, 'KEPT'],
    ] as const) {
      expect(await bench.data(decide, { input: { id, exclude, reason: 'Heard again' } })).toEqual({
        decideDispute: { dispute: { id, state, decidedBy: 'Key k-1', decision: 'Heard again' }, errors: [] },
      });
      expect(bench.node.take().find(({ method }) => method === 'POST')?.body).toEqual({ exclude, reason: 'Heard again' });
    }
    expect(codes(await bench.ask(decide, { input: { id, exclude: true, reason: 'Mine' } }, 'cs_ann'))).toEqual(['FORBIDDEN']);
    expect(await bench.data(decide, { input: { id: 'none', exclude: true, reason: 'x' } })).toMatchObject({
      decideDispute: { dispute: null, errors: [{ field: ['input', 'id'], code: 'NOT_FOUND' }] },
    });
  });
});
