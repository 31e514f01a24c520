import { describe, expect, it } from 'vitest';
import { dimensions, filterOf, filterText } from '../../src/app/filter';
import { scopeOf, scopePath, scopeText } from '../../src/app/scope';
import { changed, linkTo } from '../../src/app/url';

describe('a filter in the address', () => {
  it('is read as it is written, whatever its values are', () => {
    for (const dimension of dimensions) {
      const filter = { dimension, values: ['a,b', 'c:d', 'é 客', '.'], ...(dimension === 'TAG' && { tag: 'a.b:c' }) };
      expect(filterOf(filterText(filter))).toEqual(filter);
      expect(filterOf(new URLSearchParams(new URLSearchParams({ where: filterText(filter) }).toString()).get('where'))).toEqual(filter);
    }
  });

  it('is none where it cannot be read', () => {
    for (const text of [null, '', 'channel', 'channel:', 'colour:red', 'tag:x', 'channel.x:voice', 'channel:%E0%A4%A'])
      expect(filterOf(text)).toBeNull();
  });
});

describe('a scope in the address', () => {
  it('is read as it is written, with any key', () => {
    for (const scope of [
      { level: 'TEAM', key: 'a:b' },
      { level: 'AGENT', key: 'a-7' },
      { level: 'CUSTOMER', key: 'ü/1' },
    ] as const) {
      expect(scopeOf(scopeText(scope))).toEqual(scope);
    }
    expect(scopeOf('team:')).toEqual({ level: 'TENANT', key: '' });
    expect(scopeOf(null)).toEqual({ level: 'TENANT', key: '' });
  });

  it('has a page whose address a key cannot leave', () => {
    expect(scopePath({ level: 'CUSTOMER', key: '../a b?c' })).toBe('/customers/..%2Fa%20b%3Fc');
  });
});

describe('links', () => {
  it('take period and comparison along, and nothing that belongs to a page', () => {
    const from = new URLSearchParams('period=last-month&compare=year&ranking-sort=-name');
    expect(linkTo('/teams', from)).toBe('/teams?period=last-month&compare=year');
    expect(linkTo('/kpis/csat', from, { scope: 'team:billing' })).toBe('/kpis/csat?period=last-month&compare=year&scope=team%3Abilling');
  });

  it('leave out what is taken away', () => {
    expect(changed(new URLSearchParams('a=1&b=2'), { a: null, c: '3' }).toString()).toBe('b=2&c=3');
  });
});
