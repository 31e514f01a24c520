import type { GraphQLResolveInfo } from 'graphql';
import { failure } from '../node/problems.js';
import type { NodeCohortRow, NodeResult, NodeSeries } from '../node/protocol.js';
import type {
  ScopeBreakdownArgs,
  ScopeScorecardArgs,
  ScopeSeriesArgs,
  TeamRankingArgs,
  TenantCohortsArgs,
  TenantRankingArgs,
} from '../schema/types.js';
import { filterOf, periodOf, tagOf } from '../scorecards/input.js';
import { nothingBeside, type Beside, type Form } from '../scorecards/needs.js';
import { besideIn } from '../scorecards/resolvers.js';
import type { ScorecardRef } from '../scorecards/scorecard.js';
import type { BreakdownRef, RankedRef } from '../scorecards/value.js';
import { targetsOf } from '../targets/read.js';
import type { Context, Session } from '../session.js';
import { factsOf } from './lookup.js';
import { atMost, largestPage } from './page.js';
import { addressOf, scopeOf, type ScopeRef } from './scope.js';

type Asked = Pick<ScopeSeriesArgs, 'kpi' | 'period' | 'where'>;

async function read(scope: ScopeRef, asked: Asked, form: Form, beside: Beside, session: Session): Promise<NodeResult | null> {
  return session.scorecards.load({
    scope: addressOf(scope),
    period: periodOf(asked.period),
    where: filterOf(asked.where),
    after: null,
    form,
    want: { kpi: asked.kpi },
    ...beside,
  });
}

/** The fields that every scope has. */
export const scopeFields = {
  id: async (scope: ScopeRef, _: object, { session }: Context): Promise<string> => {
    // Nothing else may have been asked of the node for the tenant itself, and an id is for who is let in.
    if (scope.key === null) await session.tenant();
    return session.ids.scope(scope);
  },
  level: (scope: ScopeRef) => scope.level,
  key: async (scope: ScopeRef, _: object, { session }: Context): Promise<string> => scope.key ?? (await session.tenant()).key,
  name: async (scope: ScopeRef, _: object, { session }: Context): Promise<string> => {
    if (scope.key === null) return (await session.tenant()).name;
    return (await factsOf(scope, 'name', session))?.name ?? scope.key;
  },
  scorecard: (scope: ScopeRef, { period, kpis, where, after }: ScopeScorecardArgs): ScorecardRef => ({
    scope,
    period: periodOf(period),
    kpis: kpis ?? null,
    where: filterOf(where),
    after: after ?? null,
  }),
  series: async (scope: ScopeRef, args: ScopeSeriesArgs, { session }: Context): Promise<NodeSeries | null> => {
    const result = await read(scope, args, { kind: 'series', interval: args.interval }, nothingBeside, session);
    return result?.series?.find(({ kpi }) => kpi === args.kpi) ?? null;
  },
  breakdown: async (
    scope: ScopeRef,
    args: ScopeBreakdownArgs,
    { session }: Context,
    info: GraphQLResolveInfo,
  ): Promise<readonly BreakdownRef[] | null> => {
    const by = { dimension: args.by, tag: tagOf('', args.by, args.tag), first: atMost('first', args.first ?? 20, largestPage) };
    const result = await read(scope, args, { kind: 'breakdown', by }, besideIn(info, 'result'), session);
    const items = result?.breakdown?.find(({ kpi }) => kpi === args.kpi)?.items;
    if (!result || !items) return null;
    const at = { scope: addressOf(scope), period: result.period };
    return items.map(({ value, result: one }) => {
      const where = { dimension: by.dimension, tag: by.tag, values: [value] };
      return { value, result: { ...one, place: { ...at, where } } };
    });
  },
  targets: targetsOf,
};

/** Retention by month of acquisition. */
export async function cohorts(
  tenant: ScopeRef,
  { period, of }: TenantCohortsArgs,
  { session }: Context,
): Promise<{ readonly rows: readonly NodeCohortRow[] } | null> {
  const result = await session.scorecards.load({
    scope: addressOf(tenant),
    period: periodOf(period),
    where: null,
    after: null,
    form: { kind: 'cohorts', of: of ?? 'customers' },
    want: 'scope',
    ...nothingBeside,
  });
  return result?.cohorts ? { rows: result.cohorts } : null;
}

/** A team ranks its agents, the tenant what `level` says. */
export async function rank(
  scope: ScopeRef,
  args: TeamRankingArgs & Partial<Pick<TenantRankingArgs, 'level'>>,
  { session }: Context,
  info: GraphQLResolveInfo,
): Promise<readonly RankedRef[] | null> {
  const level = args.level ?? 'agent';
  if (level === 'tenant') throw failure('BAD_INPUT', '"level" is TENANT, of which there is one. Rank TEAM, AGENT or CUSTOMER.');
  const minCount = args.minCount ?? 1;
  if (minCount < 0) throw failure('BAD_INPUT', `"minCount" is ${minCount}: give 0 or more.`);
  const ranking = { level, first: atMost('first', args.first ?? 10, largestPage), worst: args.worst ?? false, minCount };
  const result = await read(scope, args, { kind: 'ranking', ranking }, besideIn(info, 'result'), session);
  const entries = result?.ranking?.find(({ kpi }) => kpi === args.kpi)?.entries;
  if (!result || !entries) return null;
  const at = { period: result.period, where: filterOf(args.where) };
  return entries.map((entry) => ({ ...entry, result: { ...entry.result, place: { scope: addressOf(scopeOf(entry.scope)), ...at } } }));
}
