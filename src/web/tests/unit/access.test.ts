import { describe, expect, it } from 'vitest';
import { beginOf, endOf } from '../../src/format/zone';
import { en } from '../../src/i18n/en';
import { zhHant } from '../../src/i18n/zh-Hant';
import { elementLine, elementsOf, isIntegrity, policyLines, scriptLine } from '../../src/pages/access/embed';
import { endingOf, keyInput, networkOf, wrongKey, type TypedKey } from '../../src/pages/access/key-form';
import { personInput, wrongPerson, type TypedPerson } from '../../src/pages/access/person-form';
import { detailsOf, sentenceOf } from '../../src/pages/access/sentence';

describe('days of a zone', () => {
  it('begin where its clocks say so, in summer and in winter', () => {
    expect(beginOf('2026-03-31', 'Asia/Kuala_Lumpur')).toBe('2026-03-30T16:00:00.000Z');
    expect(beginOf('2026-07-01', 'Europe/Berlin')).toBe('2026-06-30T22:00:00.000Z');
    expect(beginOf('2026-01-01', 'America/New_York')).toBe('2026-01-01T05:00:00.000Z');
  });

  it('are shorter and longer when the clocks change', () => {
    const hours = (day: string): number =>
      (Date.parse(endOf(day, 'Europe/Berlin')) - Date.parse(beginOf(day, 'Europe/Berlin'))) / 3_600_000;
    expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-12-31')]).toEqual([23, 25, 24]);
  });
});

describe('a key', () => {
  const key: TypedKey = {
    name: ' CRM ',
    scopes: ['READ', 'WIDGET'],
    levels: ['CUSTOMER'],
    networks: ['203.0.113.7', '::1'],
    lastDay: '2026-03-31',
  };

  it('needs a name, a scope, and levels where it mints tokens', () => {
    expect(wrongKey(key, '2026-03-31')).toEqual({});
    expect(wrongKey({ ...key, name: ' ', scopes: [], lastDay: '2026-03-30' }, '2026-03-31')).toEqual({
      name: 'required',
      scopes: 'needOne',
      expiresAt: 'past',
    });
    expect(wrongKey({ ...key, levels: [] }, '2026-01-01')).toEqual({ levels: 'needOne' });
  });

  it('ends with its last day, from networks of one address too', () => {
    expect(keyInput(key, 'Asia/Kuala_Lumpur')).toEqual({
      name: 'CRM',
      scopes: ['READ', 'WIDGET'],
      levels: ['CUSTOMER'],
      networks: ['203.0.113.7/32', '::1/128'],
      expiresAt: '2026-03-31T16:00:00.000Z',
    });
    expect(keyInput({ ...key, scopes: ['READ'], lastDay: '' }, 'UTC')).toMatchObject({ levels: null, expiresAt: null });
    expect(networkOf('10.0.0.0/8')).toBe('10.0.0.0/8');
  });

  it('tells in time that it ends', () => {
    const now = Date.parse('2026-03-01T00:00:00Z');
    expect([null, '2026-02-01T00:00:00Z', '2026-03-14T00:00:00Z', '2026-03-16T00:00:00Z'].map((at) => endingOf(at, now))).toEqual([
      'never',
      'expired',
      'soon',
      'later',
    ]);
  });
});

describe('a person', () => {
  const lead: TypedPerson = { email: ' lee@example.com', name: 'Lee', role: 'LEAD', teams: ['billing'], agent: '', disabled: false };

  it('who leads has teams, who is an agent is one', () => {
    expect(wrongPerson(lead)).toEqual({});
    expect(wrongPerson({ ...lead, teams: [], email: 'lee' })).toEqual({ email: 'notEmail', teams: 'needOne' });
    expect(wrongPerson({ ...lead, role: 'AGENT' })).toEqual({ agent: 'required' });
  });

  it('who leads no more has no teams', () => {
    expect(personInput({ ...lead, role: 'ADMIN' })).toEqual({
      email: 'lee@example.com',
      name: 'Lee',
      role: 'ADMIN',
      teams: [],
      agent: null,
    });
  });
});

describe('an embedded widget', () => {
  const integrity = { path: '/widgets/v1/carekpi.js?v=78852224a9f230a4', integrity: 'sha384-2oe+pohUEH68nFt6' };

  it('is pinned to the bytes that the gateway serves', () => {
    expect(scriptLine('https://kpi.example.com', integrity)).toBe(
      '<script src="https://kpi.example.com/widgets/v1/carekpi.js?v=78852224a9f230a4" integrity="sha384-2oe+pohUEH68nFt6" crossorigin="anonymous" defer></script>',
    );
    expect(policyLines('https://kpi.example.com')).toBe(
      "script-src https://kpi.example.com;\nconnect-src 'self' https://kpi.example.com;\nframe-src https://kpi.example.com;",
    );
  });

  it('takes nothing that is no such file', () => {
    expect(isIntegrity(integrity)).toBe(true);
    for (const path of ['https://evil.example/x.js', '/widgets/v1/carekpi.js"><b>', 1])
      expect(isIntegrity({ ...integrity, path })).toBe(false);
    expect(isIntegrity({ path: integrity.path, integrity: 'sha384-"' })).toBe(false);
    expect(isIntegrity(null)).toBe(false);
  });

  it('is of customers only where there are some', () => {
    expect(elementsOf(['TEAM'])).toEqual(['scorecard', 'kpi', 'trend']);
    expect(elementsOf(['CUSTOMER'])[0]).toBe('customer');
    expect(elementLine('trend', ['nps'], 'ms')).toBe('<carekpi-trend token-url="/carekpi-token" kpi="nps" locale="ms"></carekpi-trend>');
  });
});

describe('the audit log', () => {
  const entry = {
    action: 'key.created',
    actor: { kind: 'person', name: 'Ann' },
    target: 'k1',
    detail: [
      { name: 'name', value: 'CRM' },
      { name: 'scopes', value: '["read","manage"]' },
      { name: 'networks', value: '[]' },
      { name: 'expiresAt', value: null },
    ],
  };

  it('speaks in sentences', () => {
    expect(sentenceOf(entry, en.auditLog)).toBe('Ann made the API key “CRM”');
    expect(sentenceOf({ ...entry, actor: { kind: 'operator', name: 'run' } }, zhHant.auditLog)).toBe('run (營運者) 建立了 API 金鑰「CRM」');
    expect(sentenceOf({ ...entry, action: 'kpi.removed', target: 'care_index', detail: [] }, en.auditLog)).toBe(
      'Ann removed the KPI “care_index”',
    );
  });

  it('tells what it has no sentence for as it is called', () => {
    for (const action of ['moon.landed', 'toString', 'constructor'])
      expect(sentenceOf({ ...entry, action }, en.auditLog)).toBe(`Ann: ${action}`);
  });

  it('tells details in words, and none that is empty', () => {
    expect(detailsOf(entry, en)).toEqual([{ label: 'may', text: 'Read figures, Manage' }]);
    expect(
      detailsOf(
        {
          ...entry,
          detail: [
            { name: 'role', value: 'lead' },
            { name: 'disabled', value: 'false' },
          ],
        },
        en,
      ),
    ).toEqual([{ label: 'role', text: 'Team lead' }]);
  });
});
