import { describe, expect, it } from 'vitest';
import { Bench } from './gateway.js';

const bench = new Bench();
const update = `mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { settings { peerBenchmarks } errors { field code } } }`;
const given = async (settings: object): Promise<unknown> => {
  bench.node.take();
  expect(await bench.data(update, { input: { settings } })).toMatchObject({ updateSettings: { errors: [] } });
  return bench.node.take()[0]?.body;
};

describe('health, appraisal and sign-in', () => {
  it('are told whole, with what is usual and without secrets', async () => {
    const { tenant } = await bench.data<{ tenant: { settings: object } }>(`{ tenant { settings {
      health { weights { satisfaction effort sentiment openCases complaints recency } }
      appraisal { schemes { name teams { key name } parts { kpi { code name(locale: "en") } weight target minCount } } }
      oidc { issuers { issuer audience clientId clientSecret algorithms claims { role teams agent } roles { value role } } }
      history { health { weights { effort } } appraisal { schemes { name } } oidc { issuers { issuer } } }
    } } }`);
    expect(tenant.settings).toEqual({
      health: { weights: { satisfaction: 40, effort: 10, sentiment: 15, openCases: 15, complaints: 20, recency: 10 } },
      appraisal: {
        schemes: [
          {
            name: 'Voice',
            teams: [{ key: 'billing', name: 'Billing' }],
            parts: [{ kpi: { code: 'csat', name: 'csat in English' }, weight: 30, target: 85, minCount: 20 }],
          },
          {
            name: 'All',
            teams: null,
            parts: [
              {
                kpi: { code: 'first_response_time', name: 'first_response_time in English' },
                weight: 1,
                target: null,
                minCount: 5,
              },
            ],
          },
        ],
      },
      oidc: {
        issuers: [
          {
            issuer: 'https://login.example.com',
            audience: 'carekpi',
            clientId: 'carekpi-web',
            clientSecret: '***',
            algorithms: ['RS256', 'ES256'],
            claims: { role: 'groups', teams: 'carekpi_teams', agent: 'carekpi_agent' },
            roles: [{ value: 'admins', role: 'ADMIN' }],
          },
        ],
      },
      history: [{ health: null, appraisal: null, oidc: null }],
    });
  });

  it('are changed as the node takes them', async () => {
    const health = { weights: { satisfaction: 50, effort: null } };
    expect(await given({ health })).toEqual({ settings: { health } });
    const schemes = [
      { name: 'Voice', teams: ['billing'], parts: [{ kpi: 'csat', weight: 30, target: 85, minCount: 20 }] },
      { name: 'All', parts: [{ kpi: 'nps', weight: 1 }] },
    ];
    expect(await given({ appraisal: { schemes } })).toEqual({
      settings: { appraisal: { schemes: [schemes[0], { name: 'All', parts: [{ kpi: 'nps', weight: 1, minCount: 5 }] }] } },
    });
    const issuer = {
      issuer: 'https://login.example.com',
      audience: 'carekpi',
      clientId: 'web',
      clientSecret: '***',
      claims: { role: 'r' },
    };
    const roles = [
      { value: 'admins', role: 'ADMIN' },
      { value: 'heads', role: 'LEAD' },
    ];
    expect(await given({ oidc: { issuers: [{ ...issuer, roles }, issuer] } })).toEqual({
      settings: { oidc: { issuers: [{ ...issuer, roles: { admins: 'admin', heads: 'lead' } }, issuer] } },
    });
    expect(await given({ health: null, appraisal: null, oidc: null })).toEqual({ settings: { health: null, appraisal: null, oidc: null } });
  });

  it('stand in the history as they were given', async () => {
    await given({ health: { weights: { effort: 20 } } });
    const { tenant } = await bench.data<{ tenant: { settings: { history: readonly object[] } } }>(
      '{ tenant { settings { history { given health { weights { satisfaction effort } } oidc { issuers { issuer } } } } } }',
    );
    expect(tenant.settings.history.at(-1)).toEqual({
      given: ['health'],
      health: { weights: { satisfaction: null, effort: 20 } },
      oidc: null,
    });
  });

  it('say where a role is given twice', async () => {
    const roles = ['ADMIN', 'LEAD'].map((role) => ({ value: 'all', role }));
    const issuers = [{ issuer: 'https://login.example.com', audience: 'carekpi', roles }];
    expect(await bench.data(update, { input: { settings: { oidc: { issuers } } } })).toEqual({
      updateSettings: {
        settings: null,
        errors: [{ field: ['input', 'settings', 'oidc', 'issuers', '0', 'roles', '1', 'value'], code: 'BAD_INPUT' }],
      },
    });
  });
});
