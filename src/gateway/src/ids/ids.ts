import { failure } from '../node/problems.js';
import type { NodeFilter, NodePeriod } from '../node/protocol.js';
import type { Level } from '../schema/types.js';
import type { ScopeRef } from '../scopes/scope.js';
import type { ScorecardRef } from '../scorecards/scorecard.js';
import type { TokenCodec } from './codec.js';

/** What is sealed in an id. The tenant comes with it, so that an id of one tenant is nothing to another. */
type Content =
  | readonly ['scope', Level, string]
  | readonly ['kpi', string]
  | readonly ['scorecard', Level, string | null, NodePeriod, readonly string[] | null, NodeFilter | null]
  | readonly ['cursor', Level, string];

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

  cursor(level: Level, key: string): Promise<string> {
    return this.#seal(['cursor', level, key]);
  }

  /** null: not an id of this tenant. Of which tenant it is, or whether of any, is not told. */
  async open(id: string): Promise<Exclude<Content, readonly ['cursor', ...unknown[]]> | null> {
    const content = await this.#open(id);
    return content === null || content[0] === 'cursor' ? null : content;
  }

  async openCursor(level: Level, cursor: string): Promise<string> {
    const content = await this.#open(cursor);
    if (content?.[0] === 'cursor' && content[1] === level) return content[2];
    throw failure('BAD_INPUT', '"after" is not a cursor of this list. Give an endCursor or a cursor that came with a page of it.');
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
