import type { GraphQLResolveInfo } from 'graphql';
import { failure } from '../node/problems.js';
import type { Compare, NodeKpiValue, NodeResult } from '../node/protocol.js';
import { selects } from '../schema/selection.js';
import type {
  BreakdownItemResolvers,
  KpiValueResolvers,
  RankingEntryResolvers,
  ScorecardResolvers,
  SeriesResolvers,
} from '../schema/types.js';
import { addressOf, scopeOf } from '../scopes/scope.js';
import type { Context, Session } from '../session.js';
import type { Need } from './needs.js';
import type { ScorecardRef } from './scorecard.js';

const comparisons: readonly Compare[] = ['previous', 'yearAgo'];

/** The comparisons that a query selects of the values at `path` beneath the field being resolved. */
export function comparedIn(info: GraphQLResolveInfo, ...path: readonly string[]): readonly Compare[] {
  return comparisons.filter((name) => selects(info, ...path, name));
}

export async function readScorecard(
  card: ScorecardRef,
  want: Need['want'],
  compare: readonly Compare[],
  session: Session,
): Promise<NodeResult> {
  const { period, where, after } = card;
  const need: Need = { scope: addressOf(card.scope), period, where, after, form: { kind: 'values' }, want, compare };
  const result = await session.scorecards.load(need);
  if (result) return result;
  throw failure('NOT_FOUND', 'There is no such scope.');
}

async function readValue(card: ScorecardRef, kpi: string, compare: readonly Compare[], session: Session): Promise<NodeKpiValue | null> {
  const result = await readScorecard(card, { kpi }, compare, session);
  return result.values?.find((value) => value.kpi === kpi) ?? null;
}

/** The KPIs of a list that can be answered; why the others cannot is told beside the data, in the place of the list. */
async function readListed(
  card: ScorecardRef,
  kpis: readonly string[],
  info: GraphQLResolveInfo,
  session: Session,
): Promise<readonly NodeKpiValue[]> {
  const compare = comparedIn(info);
  const answers = await Promise.allSettled(kpis.map((kpi) => readValue(card, kpi, compare, session)));
  const values: NodeKpiValue[] = [];
  for (const answer of answers) {
    if (answer.status === 'rejected') session.omit(answer.reason, info);
    else if (answer.value) values.push(answer.value);
  }
  return values;
}

export const scorecardTypes: {
  readonly Scorecard: ScorecardResolvers<Context>;
  readonly KpiValue: KpiValueResolvers<Context>;
  readonly Series: SeriesResolvers<Context>;
  readonly BreakdownItem: BreakdownItemResolvers<Context>;
  readonly RankingEntry: RankingEntryResolvers<Context>;
} = {
  Scorecard: {
    id: (card, _, { session }) => session.ids.scorecard(card),
    scope: (card) => card.scope,
    period: async (card, _, { session }) => (await readScorecard(card, 'scope', [], session)).period,
    asOf: async (card, _, { session }) => (await readScorecard(card, 'scope', [], session)).asOf,
    lastEventAt: async (card, _, { session }) => (await readScorecard(card, 'scope', [], session)).lastEventAt,
    value: (card, { kpi }, { session }, info) => readValue(card, kpi, comparedIn(info), session),
    values: async (card, _, { session }, info) => {
      if (card.kpis) return readListed(card, [...new Set(card.kpis)], info, session);
      return (await readScorecard(card, 'all', comparedIn(info), session)).values ?? [];
    },
  },
  KpiValue: {
    kpi: (value) => ({ code: value.kpi, version: value.version, entry: null }),
    definitionVersion: (value) => value.version,
  },
  Series: { kpi: (series) => ({ code: series.kpi, version: null, entry: null }) },
  BreakdownItem: {},
  RankingEntry: { scope: (entry) => scopeOf(entry.scope) },
};
