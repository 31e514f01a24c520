import type { GraphQLResolveInfo } from 'graphql';
import { failure } from '../node/problems.js';
import { questionOf, readDrivers, readEvidence } from '../evidence/read.js';
import type { Compare, Extra, NodeResult, NodeSeries } from '../node/protocol.js';
import { kpiAt } from '../kpis/kpi.js';
import { selects } from '../schema/selection.js';
import type {
  BreakdownItemResolvers,
  KpiValueResolvers,
  KpiValueSeriesArgs,
  PartResolvers,
  PeerBenchmarkResolvers,
  RankingEntryResolvers,
  ScorecardResolvers,
  SeriesResolvers,
} from '../schema/types.js';
import { addressOf, scopeOf } from '../scopes/scope.js';
import type { Context, Session } from '../session.js';
import { periodOf } from './input.js';
import { nothingBeside, type Beside, type Need } from './needs.js';
import type { ScorecardRef } from './scorecard.js';
import type { KpiValueRef, ValuePlace } from './value.js';

const comparisons: readonly Compare[] = ['previous', 'yearAgo'];
const extras: readonly Extra[] = ['target', 'benchmark'];

/** What a query selects beside the values at `path` beneath the field being resolved. */
export function besideIn(info: GraphQLResolveInfo, ...path: readonly string[]): Beside {
  return {
    compare: comparisons.filter((name) => selects(info, ...path, name)),
    extras: extras.filter((name) => selects(info, ...path, name)),
  };
}

export async function readScorecard(card: ScorecardRef, want: Need['want'], beside: Beside, session: Session): Promise<NodeResult> {
  const { period, where, after } = card;
  const need: Need = { scope: addressOf(card.scope), period, where, after, form: { kind: 'values' }, want, ...beside };
  const result = await session.scorecards.load(need);
  if (result) return result;
  throw failure('NOT_FOUND', 'There is no such scope.');
}

async function readValue(card: ScorecardRef, kpi: string, beside: Beside, session: Session): Promise<KpiValueRef | null> {
  const result = await readScorecard(card, { kpi }, beside, session);
  const value = result.values?.find((one) => one.kpi === kpi);
  return value ? { ...value, place: placeOf(card, result) } : null;
}

function placeOf({ scope, where }: ScorecardRef, { period }: NodeResult): ValuePlace {
  return { scope: addressOf(scope), period, where };
}

/** Of all values of a scope that ask for the same it is one request. */
async function readSeries(value: KpiValueRef, { interval, period }: KpiValueSeriesArgs, { session }: Context): Promise<NodeSeries | null> {
  const { kpi, ...place } = questionOf(value);
  const result = await session.scorecards.load({
    ...place,
    ...(period && { period: periodOf(period) }),
    after: null,
    form: { kind: 'series', interval },
    want: { kpi },
    ...nothingBeside,
  });
  return result?.series?.find((series) => series.kpi === kpi) ?? null;
}

function tenOrMore(percentile: number | null): number {
  if (percentile !== null) return percentile;
  throw failure('NOT_FOUND', '"p10" and "p90" are withheld under ten tenants. Ask for the others: p25, p50, p75 and percentile.');
}

/** The KPIs of a list that can be answered; why the others cannot is told beside the data, in the place of the list. */
async function readListed(
  card: ScorecardRef,
  kpis: readonly string[],
  info: GraphQLResolveInfo,
  session: Session,
): Promise<readonly KpiValueRef[]> {
  const beside = besideIn(info);
  const answers = await Promise.allSettled(kpis.map((kpi) => readValue(card, kpi, beside, session)));
  const values: KpiValueRef[] = [];
  for (const answer of answers) {
    if (answer.status === 'rejected') session.omit(answer.reason, info);
    else if (answer.value) values.push(answer.value);
  }
  return values;
}

export const scorecardTypes: {
  readonly Scorecard: ScorecardResolvers<Context>;
  readonly KpiValue: KpiValueResolvers<Context>;
  readonly Part: PartResolvers<Context>;
  readonly PeerBenchmark: PeerBenchmarkResolvers<Context>;
  readonly Series: SeriesResolvers<Context>;
  readonly BreakdownItem: BreakdownItemResolvers<Context>;
  readonly RankingEntry: RankingEntryResolvers<Context>;
} = {
  Scorecard: {
    id: (card, _, { session }) => session.ids.scorecard(card),
    scope: (card) => card.scope,
    period: async (card, _, { session }) => (await readScorecard(card, 'scope', nothingBeside, session)).period,
    asOf: async (card, _, { session }) => (await readScorecard(card, 'scope', nothingBeside, session)).asOf,
    lastEventAt: async (card, _, { session }) => (await readScorecard(card, 'scope', nothingBeside, session)).lastEventAt,
    value: (card, { kpi }, { session }, info) => readValue(card, kpi, besideIn(info), session),
    values: async (card, _, { session }, info) => {
      if (card.kpis) return readListed(card, [...new Set(card.kpis)], info, session);
      const result = await readScorecard(card, 'all', besideIn(info), session);
      const place = placeOf(card, result);
      return (result.values ?? []).map((value) => ({ ...value, place }));
    },
  },
  KpiValue: {
    kpi: (value) => value.definition ?? { code: value.kpi, version: value.version, entry: null },
    definitionVersion: (value) => value.version,
    series: readSeries,
    drivers: readDrivers,
    evidence: readEvidence,
  },
  Part: { kpi: ({ kpi }) => (kpi === null ? null : kpiAt(kpi)) },
  PeerBenchmark: {
    p10: (peers) => tenOrMore(peers.p10),
    p90: (peers) => tenOrMore(peers.p90),
  },
  Series: { kpi: (series) => series.definition ?? kpiAt(series.kpi) },
  BreakdownItem: {},
  RankingEntry: { scope: (entry) => scopeOf(entry.scope) },
};
