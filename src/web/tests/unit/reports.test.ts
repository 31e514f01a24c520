import { describe, expect, it } from 'vitest';
import { laidAside } from '../../src/components/SafeFrame';
import { mayDecide, mayWithdraw, shownOf } from '../../src/pages/disputes/states';
import { reportInput, wrongReport, type TypedReport } from '../../src/pages/reports/report-form';

const report: TypedReport = {
  name: ' Weekly ',
  scope: { level: 'TEAM', key: 'billing' },
  kpis: [],
  every: 'WEEK',
  at: '07:00',
  locale: 'ms',
  to: ['a@example.com'],
  url: '',
  secret: '',
  enabled: true,
};

describe('a report', () => {
  it('goes somewhere', () => {
    expect(wrongReport(report, null)).toEqual({});
    expect(wrongReport({ ...report, to: [] }, null)).toEqual({ to: 'needTarget' });
    expect(wrongReport({ ...report, at: '24:00', kpis: Array.from({ length: 41 }, String) }, null)).toEqual({
      at: 'notTime',
      kpis: 'tooMany',
    });
  });

  it('signs what it sends to an address; one that has a secret keeps it', () => {
    const hook = { ...report, url: 'https://hooks.example.com/care' };
    expect(wrongReport(hook, null)).toEqual({ secret: 'tooShort' });
    expect(wrongReport(hook, 'https://hooks.example.com/care')).toEqual({});
    expect(wrongReport(hook, 'https://other.example.com')).toEqual({ secret: 'tooShort' });
    expect(wrongReport({ ...hook, url: 'http://hooks.example.com', secret: '0123456789abcdef' }, null)).toEqual({ url: 'notHttps' });
    expect(reportInput(hook).webhook).toEqual({ url: 'https://hooks.example.com/care' });
  });

  it('is of all KPIs where none is chosen, and of the tenant without a key', () => {
    expect(reportInput(report)).toMatchObject({
      name: 'Weekly',
      level: 'TEAM',
      key: 'billing',
      kpis: null,
      email: { to: ['a@example.com'] },
      webhook: null,
    });
    expect(reportInput({ ...report, scope: { level: 'TENANT', key: '' }, to: [] })).toMatchObject({ key: null, email: null });
  });

  it('is shown with its styles laid aside', () => {
    expect(laidAside('<p style="color:red">style="x"</p>')).toBe('<p data-style="color:red">style="x"</p>');
  });
});

describe('a dispute', () => {
  const open = { state: 'OPEN', agent: { key: 'a-1' }, raisedBy: 'Kim' } as const;
  const lead = { role: 'LEAD', name: 'Lin', agent: null } as const;

  it('is decided by leads and admins, never about the own answers', () => {
    expect(mayDecide(open, lead)).toBe(true);
    expect(mayDecide({ ...open, state: 'EXCLUDED' }, lead)).toBe(true);
    expect(mayDecide({ ...open, state: 'WITHDRAWN' }, lead)).toBe(false);
    expect(mayDecide(open, { ...lead, agent: { key: 'a-1' } })).toBe(false);
    expect(mayDecide(open, { ...lead, role: 'AGENT' })).toBe(false);
  });

  it('is withdrawn by who raised it, while it is open', () => {
    expect(mayWithdraw(open, { ...lead, name: 'Kim' })).toBe(true);
    expect(mayWithdraw(open, lead)).toBe(false);
    expect(mayWithdraw({ ...open, state: 'KEPT' }, { ...lead, name: 'Kim' })).toBe(false);
  });

  it('shows first what waits to who decides', () => {
    expect([shownOf(null, true), shownOf(null, false), shownOf('kept', false), shownOf('all', true), shownOf('odd', true)]).toEqual([
      'OPEN',
      'ALL',
      'KEPT',
      'ALL',
      'OPEN',
    ]);
  });
});
