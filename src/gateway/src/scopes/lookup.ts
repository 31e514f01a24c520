import type { GraphQLResolveInfo } from 'graphql';
import type { NodeScope } from '../node/protocol.js';
import { fieldsUnder, textArgument } from '../schema/selection.js';
import type { Level } from '../schema/types.js';
import { nothingBeside } from '../scorecards/needs.js';
import type { Session } from '../session.js';
import { addressOf, scopeOf, type ScopeRef } from './scope.js';

/** The scope with this key; null when there is none. */
export async function lookUp(level: Level, key: string, session: Session, info: GraphQLResolveInfo): Promise<ScopeRef | null> {
  if (level === 'tenant') {
    const tenant = await session.tenant();
    return tenant.key === key ? scopeOf({ level, key, name: tenant.name }) : null;
  }
  const facts = await readFacts({ level, key, facts: null }, session, awaited(info));
  return facts && scopeOf(facts);
}

/** What is known of a scope of which only the key came with the answer. */
export async function factsOf<K extends keyof NodeScope>(scope: ScopeRef, field: K, session: Session): Promise<NodeScope | null> {
  return scope.facts && field in scope.facts ? scope.facts : readFacts(scope, session, null);
}

async function readFacts(scope: ScopeRef, session: Session, after: string | null): Promise<NodeScope | null> {
  const result = await session.scorecards.load({
    scope: addressOf(scope),
    period: { preset: 'TODAY' },
    where: null,
    after,
    form: { kind: 'values' },
    want: 'scope',
    ...nothingBeside,
  });
  return result && result.scope;
}

/** The position that a scorecard beneath waits for: a scope whose first event is at it may not be there before. */
function awaited(info: GraphQLResolveInfo): string | null {
  for (const field of fieldsUnder(info.fieldNodes, info)) {
    const after = field.name.value === 'scorecard' ? textArgument(field, 'after', info) : null;
    if (after !== null) return after;
  }
  return null;
}
