import { describe, expect, it } from 'vitest';
import {
  emptyPart,
  inputOf as schemeInput,
  isWrong,
  schemeOf,
  shareOf as partShare,
  wrongScheme,
} from '../../src/pages/settings/appraisal/schemes';
import { inputOf as weightsInput, shareOf, sumOf, weightsOf, wrongWeights } from '../../src/pages/settings/health/weights';
import { hoursOf, inputOf as hoursInput, isWrong as hoursWrong, nextOpening, wrongOpenings } from '../../src/pages/settings/hours/week';
import { inputOf as secondsInput, typedOf, wrongChannels } from '../../src/pages/settings/level/thresholds';
import { changedAt, movedAt, without } from '../../src/pages/settings/lists';
import { instantOf, nextStep, now, stepsOf } from '../../src/pages/settings/moment';
import { openMonths } from '../../src/pages/settings/months/month';
import { typedNumber, wrongNumber } from '../../src/pages/settings/numbers';
import { empty as noIssuer, inputOf as issuerInput, issuerOf, wrongIssuer } from '../../src/pages/settings/sign-in/issuers';
import { empty as noPolicy, hiddenBy, inputOf as policyInput, policyOf, wrongPolicy } from '../../src/pages/settings/sla/policies';
import { changesOf } from '../../src/pages/settings/who';

describe('from when on a change holds', () => {
  it('is an instant on the clock of the tenant', () => {
    expect(instantOf('2026-03-01T09:00', 'Asia/Kuala_Lumpur')).toBe('2026-03-01T01:00:00.000Z');
    expect(instantOf('2026-07-01T09:00', 'America/New_York')).toBe('2026-07-01T13:00:00.000Z');
    expect(instantOf('2026-01-01T00:00', 'Pacific/Kiritimati')).toBe('2025-12-31T10:00:00.000Z');
    expect(instantOf('', 'UTC')).toBeNull();
    expect(instantOf('2026-13-01T09:00', 'UTC')).toBeNull();
  });

  it('is the first of two where the clock is put back, and goes on where it is put forward', () => {
    expect(instantOf('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(instantOf('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(instantOf('2026-03-29T03:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(instantOf('2026-03-29T01:30', 'Europe/Berlin')).toBe('2026-03-29T00:30:00.000Z');
  });

  it('ends where something else was set later', () => {
    const history = [
      { validFrom: '2026-05-01T00:00:00Z', given: ['slaPolicies'] },
      { validFrom: null, given: ['slaPolicies', 'weekStart'] },
      { validFrom: '2026-04-01T00:00:00Z', given: ['weekStart'] },
      { validFrom: '2026-03-01T00:00:00Z', given: ['slaPolicies'] },
    ];
    const steps = stepsOf(history, ['slaPolicies']);
    const today = Date.parse('2026-06-01T00:00:00Z');
    expect(steps).toEqual([null, '2026-03-01T00:00:00Z', '2026-05-01T00:00:00Z']);
    expect(nextStep(steps, now, null, today)).toBeNull();
    expect(nextStep(steps, { kind: 'beginning', at: '' }, null, today)).toBe('2026-03-01T00:00:00Z');
    expect(nextStep(steps, { kind: 'at', at: '' }, '2026-03-01T00:00:00.000Z', today)).toBe('2026-05-01T00:00:00Z');
    expect(nextStep(steps, { kind: 'at', at: '' }, null, today)).toBeNull();
  });
});

describe('who changed a setting', () => {
  it('is read from the audit log', () => {
    const entry = (names: string | null, validFrom: string | null): Parameters<typeof changesOf>[0][number] => ({
      at: '2026-05-01T00:00:00Z',
      actor: { kind: 'person', name: 'Ann' },
      detail: [
        { name: 'names', value: names },
        { name: 'validFrom', value: validFrom },
      ],
    });
    const entries = [
      entry('["health","weekStart"]', null),
      entry('["oidc"]', null),
      entry('["health"]', 'beginning'),
      entry('health', null),
      entry(null, null),
    ];
    expect(changesOf(entries, ['health'])).toEqual([
      { at: '2026-05-01T00:00:00Z', who: 'Ann', from: null },
      { at: '2026-05-01T00:00:00Z', who: 'Ann', from: 'beginning' },
    ]);
  });
});

describe('business hours', () => {
  const kept = { days: [{ weekday: 'MON' as const, windows: [{ from: '09:00', to: '12:00' }] }], holidays: ['2026-12-25', '2026-01-01'] };

  it('come back as they were, and all time is none', () => {
    expect(hoursInput(hoursOf(kept))).toEqual({ days: kept.days, holidays: ['2026-01-01', '2026-12-25'] });
    expect(hoursOf(null).all).toBe(true);
    expect(hoursInput(hoursOf(null))).toBeNull();
  });

  it('tell what is wrong with each opening', () => {
    const at = (from: string, to: string): { from: string; to: string } => ({ from, to });
    expect(wrongOpenings([at('09:00', '12:00'), at('12:00', '24:00')])).toEqual([null, null]);
    expect(wrongOpenings([at('9', '12:00'), at('18:00', '09:00'), at('09:00', '09:00')])).toEqual(['notTime', 'afterStart', 'afterStart']);
    expect(wrongOpenings([at('13:00', '18:00'), at('09:00', '13:01')])).toEqual([null, 'overlap']);
    const shut = { ...hoursOf(kept), week: { ...hoursOf(kept).week, MON: [] } };
    expect(hoursWrong(shut)).toBe(true);
    expect(hoursWrong({ ...shut, all: true })).toBe(false);
  });

  it('go on after a break', () => {
    expect(nextOpening([{ from: '09:00', to: '12:00' }])).toEqual({ from: '13:00', to: '17:00' });
    expect(nextOpening([{ from: '09:00', to: '24:00' }])).toEqual({ from: '23:00', to: '24:00' });
  });
});

describe('SLA policies', () => {
  it('are typed as durations and come back in seconds', () => {
    const kept = {
      priorities: ['HIGH' as const],
      channels: ['email'],
      firstResponse: 5_400,
      nextResponse: null,
      resolution: 172_800,
      clock: 'BUSINESS' as const,
      pauseOnCustomer: true,
    };
    expect(policyOf(kept)).toMatchObject({ firstResponse: '1h 30m', nextResponse: '', resolution: '2d' });
    expect(policyInput(policyOf(kept))).toEqual(kept);
  });

  it('need at least one time that can be read', () => {
    expect(wrongPolicy(noPolicy)).toEqual({ whole: 'oneTarget' });
    expect(wrongPolicy({ ...noPolicy, firstResponse: 'soon', resolution: '2d' })).toEqual({ firstResponse: 'notDuration' });
    expect(wrongPolicy({ ...noPolicy, resolution: '0:30' })).toEqual({});
  });

  it('are hidden by one before that takes all of their cases', () => {
    const urgent = { ...noPolicy, priorities: ['URGENT' as const] };
    const both = { ...noPolicy, priorities: ['URGENT' as const, 'HIGH' as const] };
    const mail = { ...both, channels: ['email'] };
    expect(hiddenBy([both, urgent], 1)).toBe(0);
    expect(hiddenBy([urgent, both], 1)).toBeNull();
    expect(hiddenBy([mail, urgent], 1)).toBeNull();
    expect(hiddenBy([urgent, noPolicy, mail], 2)).toBe(1);
    expect(hiddenBy([noPolicy, noPolicy], 0)).toBeNull();
  });
});

describe('thresholds', () => {
  it('say every channel, also that it has none', () => {
    const typed = typedOf([{ channel: 'voice', seconds: 90 }]);
    expect(typed.voice).toBe('1m 30s');
    expect(secondsInput({ ...typed, chat: '60' })).toContainEqual({ channel: 'chat', seconds: 60 });
    expect(secondsInput(typed)).toContainEqual({ channel: 'email', seconds: null });
    expect(wrongChannels({ ...typed, email: 'x' })).toEqual(['email']);
  });
});

describe('weights of customer health', () => {
  const weights = weightsOf({ satisfaction: 30, effort: 10, sentiment: 15, openCases: 15, complaints: 20, recency: 10 });

  it('are shares of their sum', () => {
    expect(sumOf(weights)).toBe(100);
    expect(shareOf({ ...weights, satisfaction: '130' }, 'satisfaction')).toBe(65);
    expect(shareOf({ ...weights, effort: 'x' }, 'effort')).toBeNull();
    expect(weightsInput({ ...weights, effort: '2,5' }).effort).toBe(2.5);
  });

  it('are 0 to 1,000, and not all 0', () => {
    expect(wrongWeights({ ...weights, effort: '1001', recency: '' })).toEqual({
      parts: { effort: 'range', recency: 'required' },
      allZero: false,
    });
    const none = { satisfaction: '0', effort: '0', sentiment: '0', openCases: '0', complaints: '0', recency: '0' };
    expect(wrongWeights(none)).toEqual({ parts: {}, allZero: true });
    expect(shareOf(none, 'effort')).toBeNull();
  });
});

describe('appraisal schemes', () => {
  const unitOf = (kpi: string): string => (kpi === 'average_handle_time' ? 's' : '%');
  const kept = {
    name: 'Voice',
    teams: null,
    parts: [{ kpi: { code: 'average_handle_time' }, weight: 0.1, target: 420, minCount: 5 }],
  };

  it('come back as they were, in the unit of the KPI', () => {
    const typed = schemeOf(kept, unitOf);
    expect(typed.parts[0]).toEqual({ kpi: 'average_handle_time', weight: '0.1', target: '7m', minCount: '5' });
    expect(schemeInput(typed, unitOf)).toEqual({
      name: 'Voice',
      teams: null,
      parts: [{ kpi: 'average_handle_time', weight: 0.1, target: 420, minCount: 5 }],
    });
  });

  it('say what is wrong where', () => {
    const part = { ...emptyPart, kpi: 'csat', weight: '30' };
    const scheme = { name: ' ', teams: [], parts: [part, { ...part, weight: '0', target: 'much', minCount: '1.5' }, emptyPart] };
    expect(wrongScheme(scheme, unitOf)).toEqual({
      name: 'required',
      parts: [{}, { kpi: 'twice', weight: 'range', target: 'notNumber', minCount: 'notWhole' }, { kpi: 'required', weight: 'required' }],
    });
    expect(isWrong({ name: 'A', teams: [], parts: [part] }, unitOf)).toBe(false);
    expect(isWrong({ name: 'A', teams: [], parts: [] }, unitOf)).toBe(true);
    expect(partShare([part, { ...part, weight: '10' }], 1)).toBe(25);
  });
});

describe('issuers', () => {
  const kept = issuerOf({
    issuer: 'https://login.example.com',
    audience: 'carekpi',
    clientId: 'web',
    clientSecret: '***',
    algorithms: ['RS256'],
    claims: { role: 'r', teams: 't', agent: 'a' },
    roles: [{ value: 'kpi-admins', role: 'ADMIN' }],
  });

  it('keep their secret unless another one is typed or it is dropped', () => {
    expect(issuerInput(kept).clientSecret).toBe('***');
    expect(issuerInput({ ...kept, secretIs: 'typed', secret: 'new' }).clientSecret).toBe('new');
    expect(issuerInput({ ...kept, secretIs: 'dropped' }).clientSecret).toBeNull();
    expect(kept.secret).toBe('');
  });

  it('say what is wrong where', () => {
    const twice = {
      ...kept,
      roles: [...kept.roles, { value: ' kpi-admins ', role: 'LEAD' as const }, { value: '', role: 'LEAD' as const }],
    };
    expect(wrongIssuer([kept, twice], 1)).toEqual({ issuer: 'twice', roles: [null, 'twice', 'required'] });
    expect(wrongIssuer([{ ...noIssuer, issuer: 'http://x', audience: '', algorithms: [] }], 0)).toEqual({
      issuer: 'notHttps',
      audience: 'required',
      algorithms: 'oneAlgorithm',
      roles: [],
    });
  });
});

describe('months that can be closed', () => {
  it('are over and open, the newest first', () => {
    expect(openMonths('2026-02-15', ['2025-12-01'], 4)).toEqual(['2026-01-01', '2025-11-01', '2025-10-01']);
  });
});

describe('numbers and lists', () => {
  it('are judged as they are typed', () => {
    expect(wrongNumber('1.5', { least: 1, most: 2 })).toBeNull();
    expect(wrongNumber('1.5', { least: 1, most: 2, whole: true })).toBe('notWhole');
    expect(wrongNumber(' ', { least: 1, most: 2, optional: true })).toBeNull();
    expect(wrongNumber(' ', { least: 1, most: 2 })).toBe('required');
    expect(wrongNumber('0', { least: 1, most: 2 })).toBe('range');
    expect(typedNumber(0.07 * 100)).toBe('7');
  });

  it('are changed, moved and shortened at a place', () => {
    expect(movedAt(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(movedAt(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
    expect(without(['a', 'b'], 0)).toEqual(['b']);
    expect(changedAt([{ a: 1, b: 2 }], 0, { b: 3 })).toEqual([{ a: 1, b: 3 }]);
  });
});
