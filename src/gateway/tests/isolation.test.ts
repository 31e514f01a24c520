import { describe, expect, it } from 'vitest';
import { demo, other, type FakeTenant } from './fake-node/data.js';
import { Bench } from './gateway.js';

const bench = new Bench();

/** The same keys, positions and codes in both; only names differ. */
const twin = (tenant: FakeTenant, name: string): FakeTenant => ({
  tenant: { ...tenant.tenant, name, locale: name === 'Left' ? 'en' : 'ms' },
  kpis: demo.kpis.map((kpi) => ({ ...kpi, formula: `${name} formula` })),
  scopes: demo.scopes.map((scope) => ({ ...scope, name: `${name} ${scope.key}` })),
});

const everything = `query Everything($id: ID!, $after: String) {
  tenant {
    id key name
    agents(first: 3, after: $after) { nodes { id name } pageInfo { endCursor } }
    team(key: "billing") { id name scorecard(period: { preset: TODAY }) { id value(kpi: "csat") { kpi { id formula name } } } }
  }
  kpis(codes: ["csat"]) { formula }
  node(id: $id) { __typename ... on Team { name } }
}`;

interface Everything {
  readonly tenant: {
    readonly id: string;
    readonly name: string;
    readonly agents: { readonly nodes: readonly { id: string; name: string }[]; readonly pageInfo: { readonly endCursor: string } };
    readonly team: { readonly id: string; readonly name: string; readonly scorecard: { readonly id: string } };
  };
  readonly node: { readonly name: string } | null;
}

describe('two tenants behind one gateway', () => {
  it('with the same keys, asking at once, never see anything of each other', async () => {
    bench.node.tenants = { ck_left: twin(demo, 'Left'), ck_right: twin(other, 'Right') };
    const sides = { Left: 'ck_left', Right: 'ck_right' } as const;
    const first = {
      Left: await bench.data<Everything>(everything, { id: 'x' }, 'ck_left'),
      Right: await bench.data<Everything>(everything, { id: 'x' }, 'ck_right'),
    };
    const words = { Left: /Right|dalam/, Right: /Left|in English/ } as const;
    const idsOf = ({ tenant }: Everything): readonly string[] => [
      tenant.id,
      tenant.team.id,
      tenant.team.scorecard.id,
      tenant.agents.pageInfo.endCursor,
      ...tenant.agents.nodes.map(({ id }) => id),
    ];
    expect(idsOf(first.Left).filter((id) => idsOf(first.Right).includes(id))).toEqual([]);

    // Answers come back in any order.
    let held = 0;
    bench.node.delay = async () => {
      for (let turns = (held += 7) % 11; turns > 0; turns -= 1) await new Promise((resolve) => setImmediate(resolve));
    };
    const rounds = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 'Left' : 'Right') as keyof typeof sides);
    await Promise.all(
      rounds.map(async (side, i) => {
        const foreign = i % 4 < 2;
        const from = first[foreign ? (side === 'Left' ? 'Right' : 'Left') : side];
        const variables = { id: from.tenant.team.id, ...(!foreign && { after: from.tenant.agents.pageInfo.endCursor }) };
        const data = await bench.data<Everything>(everything, variables, sides[side]);
        expect(JSON.stringify(data)).not.toMatch(words[side]);
        expect(data.tenant.name).toBe(side);
        expect(data.tenant.team.name).toBe(`${side} billing`);
        expect(data.node).toEqual(foreign ? null : { __typename: 'Team', name: `${side} billing` });
      }),
    );
    const { errors } = await bench.ask(everything, { id: 'x', after: first.Right.tenant.agents.pageInfo.endCursor }, 'ck_left');
    expect(errors?.[0]?.extensions['code']).toBe('BAD_INPUT');
  });

  it('nor do two credentials of one tenant share what was remembered', async () => {
    bench.node.tenants = { ck_one: twin(demo, 'Left'), ck_two: twin(demo, 'Left') };
    const query = '{ tenant { scorecard(period: { preset: TODAY }) { value(kpi: "csat") { kpi { name } } } } }';
    for (const key of ['ck_one', 'ck_two']) {
      await bench.data(query, {}, key);
      expect(bench.node.take().map(({ path, authorization }) => [path, authorization])).toEqual([
        ['/v1/scorecards', `Bearer ${key}`],
        ['/v1/kpis', `Bearer ${key}`],
        ['/v1/tenant', `Bearer ${key}`],
      ]);
    }
  });
});
