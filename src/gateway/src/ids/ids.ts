import { createHash } from 'node:crypto';
import type { ListAsk, Place } from '../lists/list.js';
import { failure } from '../node/problems.js';
import type { NodeFilter, NodePeriod } from '../node/protocol.js';
import type { Level } from '../schema/types.js';
import type { ScopeRef } from '../scopes/scope.js';
import type { ScorecardRef } from '../scorecards/scorecard.js';
import type { TokenCodec } from './codec.js';

/** What the node knows by an opaque id of its own. */
export type Kind = 'alert' | 'alertRule' | 'annotation' | 'dispute' | 'job' | 'key' | 'report' | 'target' | 'user' | 'widget';

/** What is sealed in an id. The tenant comes with it, so that an id of one tenant is nothing to another. */
type Content =
  | readonly ['scope', Level, string]
  | readonly ['kpi', string]
  | readonly ['scorecard', Level, string | null, NodePeriod, readonly string[] | null, NodeFilter | null]
  | readonly [Kind, string]
  | readonly ['cursor', Level, string]
  | readonly ['place', string, string | null, number, string | null];

type Cursor = Extract<Content, readonly ['cursor' | 'place', ...unknown[]]>;

/** Global ids and cursors of one caller's tenant. */
export class Ids {
  constructor(
    private readonly codec: TokenCodec,
    private readonly tenantKey: () => Promise<string>,
  ) {}

  async scope(scope: ScopeRef): Promise<string> {
    return this.#seal(['scope', scope.level, scope.key ?? (await this.tenantKey())]);
  }

  kpi(code: string): Promise<string> {
    return this.#seal(['kpi', code]);
  }

  scorecard({ scope, period, kpis, where }: ScorecardRef): Promise<string> {
    return this.#seal(['scorecard', scope.level, scope.key, period, kpis, where]);
  }

  of(kind: Kind, id: string): Promise<string> {
    return this.#seal([kind, id]);
  }

  cursor(level: Level, key: string): Promise<string> {
    return this.#seal(['cursor', level, key]);
  }

  /** null: not an id of this tenant. Of which tenant it is, or whether of any, is not told. */
  async open(id: string): Promise<Exclude<Content, Cursor> | null> {
    const content = await this.#open(id);
    return content === null || isCursor(content) ? null : content;
  }

  /** The node's id in a global one; null: it is of another kind, or none of this tenant. */
  async openOf(kind: Kind | 'kpi', id: string): Promise<string | null> {
    const content = await this.open(id);
    return content?.[0] === kind ? content[1] : null;
  }

  place(ask: ListAsk, { after, past, last }: Place): Promise<string> {
    return this.#seal(['place', nameOf(ask), after, past, last]);
  }

  async openPlace(ask: ListAsk, cursor: string): Promise<Place> {
    const content = await this.#open(cursor);
    if (content?.[0] !== 'place' || content[1] !== nameOf(ask)) throw noCursor();
    const [, , after, past, last] = content;
    return { after, past, last };
  }

  async openCursor(level: Level, cursor: string): Promise<string> {
    const content = await this.#open(cursor);
    if (content?.[0] === 'cursor' && content[1] === level) return content[2];
    throw noCursor();
  }

  async #seal(content: Content): Promise<string> {
    return this.codec.seal(JSON.stringify([await this.tenantKey(), ...content]));
  }

  async #open(token: string): Promise<Content | null> {
    const text = this.codec.open(token);
    if (text === null) return null;
    const [tenant, ...content] = JSON.parse(text) as readonly [string, ...Content];
    return tenant === (await this.tenantKey()) ? content : null;
  }
}

function isCursor(content: Content): content is Cursor {
  return content[0] === 'cursor' || content[0] === 'place';
}

/** Of a list and what it is narrowed by: a cursor of one is nothing to another. */
function nameOf(ask: ListAsk): string {
  return createHash('sha256').update(JSON.stringify(ask)).digest('base64url').slice(0, 16);
}

function noCursor(): Error {
  return failure('BAD_INPUT', '"after" is not a cursor of this list. Give an endCursor or a cursor that came with a page of it.');
}
