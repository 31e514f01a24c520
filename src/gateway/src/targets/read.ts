import { allItems, readList } from '../lists/list.js';
import type { TargetPage } from '../lists/pages.js';
import type { NodeTarget } from '../node/protocol.js';
import type { TenantAllTargetsArgs } from '../schema/types.js';
import { addressOf, type ScopeRef } from '../scopes/scope.js';
import type { Context } from '../session.js';

export const targetList = { path: '/v1/targets' };

/** A scope's own. */
export function targetsOf(scope: ScopeRef, _: object, { session }: Context): Promise<readonly NodeTarget[]> {
  return allItems<NodeTarget>(session, { ...targetList, query: { ...addressOf(scope) } });
}

export function allTargets(_: ScopeRef, args: TenantAllTargetsArgs, { session }: Context): Promise<TargetPage> {
  const { level, key, kpi } = args;
  return readList<NodeTarget>(session, { ...targetList, query: { level, key, kpi } }, args, ({ id }) => id);
}
