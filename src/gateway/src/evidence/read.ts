import { readList, largestList } from '../lists/list.js';
import type { EvidencePage } from '../lists/pages.js';
import type { NodeDriver, NodeDrivers, NodeEvidence } from '../node/management.js';
import { failure } from '../node/problems.js';
import type { DriverDimension, KpiValueDriversArgs, KpiValueEvidenceArgs } from '../schema/types.js';
import { periodOf, tagOf } from '../scorecards/input.js';
import type { KpiValueRef, ValuePlace } from '../scorecards/value.js';
import { atMost } from '../scopes/page.js';
import { scopeAt, scopeOf, type ScopeRef } from '../scopes/scope.js';
import type { Context } from '../session.js';

export function readEvidence(value: KpiValueRef, args: KpiValueEvidenceArgs, { session }: Context): Promise<EvidencePage> {
  const { where, ...question } = questionOf(value);
  const ask = { path: '/v1/evidence', body: { ...question, ...(where && { where }) } };
  return readList<NodeEvidence>(session, ask, args, ({ kind, key, at, part }) => JSON.stringify([kind, key, at, part]));
}

/** A part that is a team or an agent is one to go on from. */
export type DriverRef = NodeDriver & { readonly scope: ScopeRef | null };
export type DriversRef = Omit<NodeDrivers, 'items'> & { readonly items: readonly DriverRef[] };

export async function readDrivers(value: KpiValueRef, args: KpiValueDriversArgs, { session }: Context): Promise<DriversRef> {
  const { by, against } = args;
  const { where, ...question } = questionOf(value);
  if (where) throw failure('BAD_INPUT', 'Drivers are told of values without a filter. Leave "where" out.');
  const tag = by === 'team' || by === 'agent' ? null : tagOf('', by, args.tag);
  const first = atMost('first', args.first ?? 10, largestList);
  session.budget.spendCostly();
  const drivers = await session.node.ask<NodeDrivers>('/v1/drivers', {
    ...question,
    ...{ by, first },
    ...(tag !== null && { tag }),
    ...(against && { against: periodOf(against) }),
  });
  return { ...drivers, items: drivers.items.map((item) => ({ ...item, scope: scopeOfDriver(by, item) })) };
}

function scopeOfDriver(by: DriverDimension, { value: key, name }: NodeDriver): ScopeRef | null {
  if ((by !== 'team' && by !== 'agent') || key === null) return null;
  return name === null ? scopeAt(by, key) : scopeOf({ level: by, key, name });
}

/** Of what a value is, to ask for more of it. */
export function questionOf({ kpi, place }: KpiValueRef): ValuePlace & { readonly kpi: string } {
  if (!place) {
    throw failure('BAD_INPUT', 'Series, drivers and evidence of a value are not told of a KPI that is only tried out. Define it first.');
  }
  return { ...place, kpi };
}
