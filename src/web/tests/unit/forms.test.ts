import { describe, expect, it } from 'vitest';
import {
  amountOf,
  durationOf,
  durationText,
  isEmail,
  isHttps,
  isNetwork,
  isOrigin,
  isTime,
  itemsOf,
  numberOf,
} from '../../src/components/form/checks';
import { mistakeAt, otherMistakes } from '../../src/components/form/mistakes';
import { wrongRule, type TypedRule } from '../../src/pages/alerts/check';
import { codeOf, inserted, isCode, marked, placeOf } from '../../src/pages/custom-kpis/formula';
import { wrongTarget, type TypedTarget } from '../../src/pages/targets/check';

describe('what is typed', () => {
  it('is a number, with a point or a comma, or none', () => {
    expect(['85', ' 1,5 ', '-2.25', '−3', '.5', '1.2.3', '1e3', 'x', ''].map(numberOf)).toEqual([
      85,
      1.5,
      -2.25,
      -3,
      0.5,
      null,
      null,
      null,
      null,
    ]);
  });

  it('is a duration in several ways', () => {
    expect(['270', '4m 30s', '4m30s', '1.5h', '1d 2h', '4:30', '1:00:05'].map(durationOf)).toEqual([
      270, 270, 270, 5_400, 93_600, 270, 3_605,
    ]);
    expect(['4x', 'm', '', '4m 30'].map(durationOf)).toEqual([null, null, null, null]);
    for (const seconds of [0, 59, 60, 270, 3_600, 93_600, 90_061, 12.5]) expect(durationOf(durationText(seconds))).toBe(seconds);
  });

  it('is read in the unit of the KPI', () => {
    expect([amountOf('85 %', '%'), amountOf('4m', 's'), amountOf('4m', '%')]).toEqual([85, 240, null]);
  });

  it('is an address of its kind', () => {
    expect([isEmail('lee@example.com'), isEmail('lee@example'), isEmail('a b@c.de')]).toEqual([true, false, false]);
    expect([isHttps('https://a.example/x'), isHttps('http://a.example'), isHttps('a.example')]).toEqual([true, false, false]);
    expect([isOrigin('https://crm.example.com'), isOrigin('https://crm.example.com/'), isOrigin('ftp://crm.example.com')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(['10.0.0.0/8', '203.0.113.7', '2001:db8::/32', '10.0.0.0/33', '10.0.0/8', '1.2.3.256', 'x'].map(isNetwork)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(['00:00', '23:59', '24:00', '24:01', '9:00'].map(isTime)).toEqual([true, true, true, false, false]);
    expect(itemsOf(' a, b\nc;a ')).toEqual(['a', 'b', 'c', 'a']);
  });
});

describe('what was refused', () => {
  const mistakes = [
    { field: ['input', 'target'], message: 'too high', code: 'BAD_INPUT' },
    { field: ['input', 'webhook', 'url'], message: 'private', code: 'BAD_INPUT' },
    { field: null, message: 'overlaps', code: 'BAD_INPUT' },
  ];
  it('stands at its field, and the rest together', () => {
    expect(mistakeAt(mistakes, 'target')).toBe('too high');
    expect(mistakeAt(mistakes, 'webhook')).toBe('private');
    expect(mistakeAt(mistakes, 'tar')).toBeNull();
    expect(otherMistakes(mistakes, ['target', 'webhook']).map(({ message }) => message)).toEqual(['overlaps']);
  });
});

describe('a target', () => {
  const typed: TypedTarget = { kpi: 'csat', unit: '%', direction: 'UP', target: '85', warning: '', from: '', to: '' };
  it('needs a KPI, a number and days in order', () => {
    expect(wrongTarget(typed)).toEqual({});
    expect(wrongTarget({ ...typed, kpi: '', target: ' ' })).toEqual({ kpi: 'required', target: 'required' });
    expect(wrongTarget({ ...typed, target: 'high' })).toEqual({ target: 'notNumber' });
    expect(wrongTarget({ ...typed, from: '2026-04-02', to: '2026-04-01' })).toEqual({ to: 'order' });
  });
  it('has its warning on the worse side', () => {
    expect(wrongTarget({ ...typed, warning: '90' })).toEqual({ warning: 'warningUp' });
    expect(wrongTarget({ ...typed, direction: 'DOWN', warning: '80' })).toEqual({ warning: 'warningDown' });
    expect(wrongTarget({ ...typed, direction: 'NONE', warning: '80' })).toEqual({});
    expect(wrongTarget({ ...typed, warning: '80' })).toEqual({});
  });
});

describe('an alert rule', () => {
  const typed: TypedRule = {
    name: 'CSAT falls',
    kpi: 'csat',
    unit: '%',
    kind: 'THRESHOLD',
    bound: '70',
    percent: '',
    minCount: '20',
    coolDown: '24',
    url: '',
    secret: '',
    kept: false,
    scope: '',
    one: false,
  };
  it('needs what its kind needs', () => {
    expect(wrongRule(typed)).toEqual({});
    expect(wrongRule({ ...typed, bound: '' })).toEqual({ bound: 'required' });
    expect(wrongRule({ ...typed, kind: 'CHANGE', percent: '0' })).toEqual({ percent: 'notNumber' });
    expect(wrongRule({ ...typed, kind: 'TARGET_MISSED', bound: '' })).toEqual({});
    expect(wrongRule({ ...typed, one: true, minCount: '1.5', coolDown: '-1' })).toEqual({
      scope: 'required',
      minCount: 'notWhole',
      coolDown: 'notWhole',
    });
  });
  it('has a secret of sixteen characters with a webhook, or keeps the one it has', () => {
    const hook = { ...typed, url: 'https://hooks.example.com' };
    expect(wrongRule(hook)).toEqual({ secret: 'short' });
    expect(wrongRule({ ...hook, secret: '0123456789abcdef' })).toEqual({});
    expect(wrongRule({ ...hook, kept: true })).toEqual({});
    expect(wrongRule({ ...hook, kept: true, secret: 'short' })).toEqual({ secret: 'short' });
    expect(wrongRule({ ...hook, url: 'http://hooks.example.com', kept: true })).toEqual({ url: 'notHttps' });
  });
});

describe('a formula', () => {
  it('is marked where it cannot be read', () => {
    const place = placeOf([{ field: ['input', 'formula'], message: 'no', code: 'BAD_INPUT', position: 7, length: 1 }]);
    expect(place && marked('csat + * 2', place)).toEqual(['csat + ', '*', ' 2']);
    expect(marked('csat +', { position: 6, length: 0, message: '' })).toEqual(['csat +', ' ', '']);
    expect(marked('csat', { position: 99, length: 4, message: '' })).toEqual(['csat', ' ', '']);
    expect(placeOf([{ field: null, message: 'no', code: 'BAD_INPUT' }])).toBeNull();
  });
  it('takes a name at the cursor', () => {
    expect(inserted('csat', 4, 'nps')).toEqual({ formula: 'csat nps', at: 8 });
    expect(inserted('max(, 1)', 4, 'nps')).toEqual({ formula: 'max(nps, 1)', at: 7 });
    expect(inserted('', 0, 'nps')).toEqual({ formula: 'nps', at: 3 });
  });
  it('gets a code from its name', () => {
    expect(codeOf('Care index (2026)')).toBe('care_index_2026');
    expect(codeOf('9 lives')).toBe('lives');
    expect([isCode('care_index'), isCode('9x'), isCode('Care'), isCode('')]).toEqual([true, false, false, false]);
  });
});
