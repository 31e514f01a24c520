import { describe, expect, it } from 'vitest';
import { Bench } from './gateway.js';

const bench = new Bench();

describe('who asks', () => {
  const viewer = `{ viewer {
    kind name email role scopes teams { key name } agent { name } widget { scope { key } kpis { code } origin } userId expiresAt tenant { key }
  } }`;

  it('is a person with a reach', async () => {
    expect(await bench.data(viewer, {}, 'cs_ann')).toEqual({
      viewer: {
        kind: 'PERSON',
        name: 'Ann',
        email: 'ann@example.com',
        role: 'LEAD',
        scopes: ['READ'],
        teams: [{ key: 'billing', name: 'Billing' }],
        agent: { name: 'Agent 0' },
        widget: null,
        userId: expect.any(String),
        expiresAt: '2026-03-31T17:22:00Z',
        tenant: { key: 'demo' },
      },
    });
  });

  it('is a key, which needs nothing but itself to say so', async () => {
    expect(
      await bench.data('{ viewer { kind name role scopes teams { key } agent { key } widget { origin } userId } }', {}, 'ck_manage'),
    ).toEqual({
      viewer: { kind: 'KEY', name: 'Key k-3', role: null, scopes: ['MANAGE'], teams: null, agent: null, widget: null, userId: null },
    });
    expect(bench.node.take().map(({ path }) => path)).toEqual(['/v1/me']);
  });

  it('is the widget that a token was made for', async () => {
    expect(await bench.data('{ viewer { kind widget { scope { level key } kpis { code } origin } } }', {}, 'cw_crm')).toEqual({
      viewer: {
        kind: 'WIDGET',
        widget: { scope: { level: 'CUSTOMER', key: 'c-1' }, kpis: [{ code: 'csat' }], origin: 'https://crm.example.com' },
      },
    });
  });

  it('is the user that the id names', async () => {
    const { viewer: me } = await bench.data<{ viewer: { userId: string } }>('{ viewer { userId } }', {}, 'cs_ann');
    const { tenant } = await bench.data<{ tenant: { users: { nodes: { id: string }[] } } }>('{ tenant { users { nodes { id } } } }');
    expect(tenant.users.nodes.map(({ id }) => id)).toContain(me.userId);
  });
});
