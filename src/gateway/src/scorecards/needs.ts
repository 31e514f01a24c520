import type {
  Compare,
  Extra,
  NodeBreakdownAsk,
  NodeFilter,
  NodePeriod,
  NodeRankingAsk,
  ScopeAddress,
  ScorecardRequest,
} from '../node/protocol.js';
import type { CohortMeasure, Interval } from '../schema/types.js';

/** What is told beside values, where it is selected. */
export interface Beside {
  readonly compare: readonly Compare[];
  readonly extras: readonly Extra[];
}

export const nothingBeside: Beside = { compare: [], extras: [] };

/** What one field of a query needs of one scope over one period. */
export interface Need extends Beside {
  readonly scope: ScopeAddress;
  readonly period: NodePeriod;
  readonly where: NodeFilter | null;
  readonly after: string | null;
  readonly form: Form;
  /** One KPI, all of the level, or only the scope with its position. */
  readonly want: { readonly kpi: string } | 'all' | 'scope';
}

export type Form =
  | { readonly kind: 'values' }
  | { readonly kind: 'series'; readonly interval: Interval }
  | { readonly kind: 'breakdown'; readonly by: NodeBreakdownAsk }
  | { readonly kind: 'ranking'; readonly ranking: NodeRankingAsk }
  | { readonly kind: 'cohorts'; readonly of: CohortMeasure };

/** Needs that one request answers. */
export interface Group<N extends Need> {
  readonly request: ScorecardRequest;
  readonly needs: readonly N[];
}

/** As many KPIs as the node takes in one request. */
const kpisPerRequest = 100;

export function keyOf(need: Need): string {
  return JSON.stringify([need.want, need.compare, need.extras, ...placeOf(need)]);
}

/** Needs of the same scope, period and filter become one request, however many KPIs they name. */
export function groupsOf<N extends Need>(needs: readonly N[]): readonly Group<N>[] {
  const places = new Map<string, N[]>();
  for (const need of needs) {
    const place = JSON.stringify(placeOf(need));
    const together = places.get(place);
    if (together) together.push(need);
    else places.set(place, [need]);
  }
  return [...places.values()].flatMap(groupsOfPlace);
}

function groupsOfPlace<N extends Need>(needs: readonly N[]): readonly Group<N>[] {
  const codes = new Set(needs.flatMap(({ want }) => (typeof want === 'object' ? [want.kpi] : [])));
  if (needs.some(({ want }) => want === 'all')) return [{ request: requestOf(needs, undefined), needs }];
  if (codes.size <= kpisPerRequest) return [{ request: requestOf(needs, [...codes]), needs }];
  const ordered = [...codes];
  const groups: Group<N>[] = [];
  for (let from = 0; from < ordered.length; from += kpisPerRequest) {
    const part = new Set(ordered.slice(from, from + kpisPerRequest));
    const some = needs.filter(({ want }) => (typeof want === 'object' ? part.has(want.kpi) : from === 0));
    groups.push({ request: requestOf(some, [...part]), needs: some });
  }
  return groups;
}

function requestOf(needs: readonly Need[], kpis: readonly string[] | undefined): ScorecardRequest {
  const [first] = needs;
  if (!first) throw new Error('A request without a need.');
  const compare = [...new Set(needs.flatMap((need) => need.compare))].sort();
  const extras = [...new Set(needs.flatMap((need) => need.extras))].sort();
  return {
    scope: first.scope,
    period: first.period,
    ...(kpis && { kpis }),
    ...(first.where && { where: first.where }),
    ...(first.form.kind === 'series' && { interval: first.form.interval }),
    ...(first.form.kind === 'breakdown' && { by: first.form.by }),
    ...(first.form.kind === 'ranking' && { ranking: first.form.ranking }),
    ...(first.form.kind === 'cohorts' && { cohorts: first.form.of }),
    ...(compare.length > 0 && { compare }),
    ...(extras.length > 0 && { extras }),
    ...(first.after !== null && { after: first.after }),
  };
}

function placeOf(need: Need): readonly unknown[] {
  return [need.scope, need.period, need.where, need.after, need.form];
}
