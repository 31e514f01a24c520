import { change, idOf, trying } from '../changes/change.js';
import type { NodeKpi, NodeResult } from '../node/protocol.js';
import { refused } from '../node/problems.js';
import type { KpiInput, MutationResolvers, QueryResolvers } from '../schema/types.js';
import { periodOf } from '../scorecards/input.js';
import { addressOf, scopeAt } from '../scopes/scope.js';
import type { Context } from '../session.js';
import type { KpiRef } from './kpi.js';

export const kpiChanges: Required<Pick<MutationResolvers<Context>, 'defineKpi' | 'removeKpi'>> = {
  defineKpi: (_, { input }, { session }) =>
    change(session, { kpi: null }, async () => {
      const entry = await session.node.change<NodeKpi>('POST', '/v1/kpis', input);
      return { kpi: { code: entry.code, version: entry.version, entry } };
    }),
  removeKpi: (_, { id }, { session }) =>
    change(session, { removed: false }, async () => {
      await session.node.change('DELETE', `/v1/kpis/${encodeURIComponent(await idOf(session, 'kpi', id))}`);
      return { removed: true };
    }),
};

export const kpiPreview: Required<Pick<QueryResolvers<Context>, 'previewKpi'>> = {
  previewKpi: async (_, { input }, { session }) => {
    const { done, errors } = await trying({ result: null }, async () => {
      const { kpi, level, key, period, interval } = input;
      if (level !== 'tenant' && key == null) throw refused('key', `"key" is missing. Name the ${level} to try the KPI on.`);
      const question = { kpi, scope: addressOf(scopeAt(level, key)), period: periodOf(period), ...(interval && { interval }) };
      session.budget.spendCostly();
      return { result: await session.node.ask<NodeResult>('/v1/kpis/preview', question) };
    });
    const definition = definitionOf(input.kpi);
    const value = done.result?.values?.[0];
    const series = done.result?.series?.[0];
    return {
      value: value ? { ...value, place: null, definition } : null,
      series: series ? { ...series, definition } : null,
      errors: errors.map((error) => ({ ...error, field: placeOf(error.field, input.kpi) })),
    };
  },
};

/** The node names fields of the KPI as if it was defined, and those of the scope beneath it. */
function placeOf(field: readonly string[] | null, kpi: KpiInput): readonly string[] | null {
  const [input, first, ...rest] = field ?? [];
  if (input === undefined || first === undefined) return field;
  if (first === 'scope') return [input, ...rest];
  return Object.keys(kpi).includes(first) ? [input, 'kpi', first, ...rest] : field;
}

/** As the catalogue would have it. */
function definitionOf({ code, name, formula, unit, direction, keyResultArea }: KpiInput): KpiRef {
  const entry: NodeKpi = {
    ...{ code, formula, unit, direction, keyResultArea },
    names: { en: name },
    descriptions: { en: name },
    tier: 'basic',
    levels: [],
    version: 0,
    custom: true,
  };
  return { code, version: null, entry };
}
