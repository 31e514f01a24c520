import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { pathToArray } from './schema/selection.js';
import type { TokenCodec } from './ids/codec.js';
import { Ids } from './ids/ids.js';
import { Catalogue } from './kpis/catalogue.js';
import type { Live } from './live/live.js';
import type { NodeClient } from './node/client.js';
import type { NodeCaller, NodePage, NodeTenant } from './node/protocol.js';
import { ListReader } from './lists/reader.js';
import { isForbidden } from './node/problems.js';
import { ScorecardReader } from './scorecards/reader.js';
import type { Budget } from './server/budget.js';

/** What resolvers are given. */
export interface Context {
  /** Of the operation; of a subscription, of the item that is being told. */
  session: Session;
  /** A session that has read nothing yet. */
  fresh(): Session;
  readonly live: Live;
  /** Where people reach the gateway. */
  readonly origin: string;
  /** Aborted when the caller is gone. */
  readonly signal: AbortSignal;
}

/** Everything that the resolvers of one operation share. It ends with the operation. */
export class Session {
  readonly ids: Ids;
  readonly kpis: Catalogue;
  readonly scorecards: ScorecardReader;
  readonly lists: ListReader;
  /** Problems of parts that were left out of a list, which a field that still has an answer cannot carry itself. */
  readonly omissions: GraphQLError[] = [];
  readonly #pages = new Map<string, Promise<NodePage>>();
  #tenant: Promise<NodeTenant> | null = null;
  #key: string | null = null;
  #me: Promise<NodeCaller> | null = null;

  constructor(
    readonly node: NodeClient,
    readonly budget: Budget,
    codec: TokenCodec,
  ) {
    this.ids = new Ids(codec, () => this.#tenantKey());
    this.kpis = new Catalogue(node);
    this.scorecards = new ScorecardReader(node, budget);
    this.lists = new ListReader(node, budget);
  }

  /** Something was changed, or may have been: what was read before is asked for again. */
  forget(): void {
    this.kpis.forget();
    this.scorecards.forget();
    this.lists.forget();
    this.#pages.clear();
    this.#tenant = null;
    this.#me = null;
  }

  /** Leaves one KPI out of a list and tells why, beside the data; what is not a problem of one KPI fails the field. */
  omit(error: unknown, info: GraphQLResolveInfo): void {
    if (!(error instanceof GraphQLError) || !('kpi' in error.extensions)) throw error;
    const { message, extensions } = error;
    this.omissions.push(new GraphQLError(message, { nodes: info.fieldNodes, path: pathToArray(info.path), extensions }));
  }

  /** Asked of the node, once an operation. */
  tenant(): Promise<NodeTenant> {
    this.#tenant ??= this.node.tenant();
    return this.#tenant;
  }

  /** For what goes beside an answer of the node. */
  rememberedTenant(): Promise<NodeTenant> {
    const remembered = this.#tenant ? null : this.node.rememberedTenant();
    return remembered ? Promise.resolve(remembered) : this.tenant();
  }

  /** Who calls. */
  me(): Promise<NodeCaller> {
    this.#me ??= this.node.me();
    return this.#me;
  }

  /** Every credential may ask who it is; what the tenant is, only one that reads. */
  async #tenantKey(): Promise<string> {
    if (this.#key !== null) return this.#key;
    try {
      this.#key = (await this.rememberedTenant()).key;
    } catch (error) {
      if (!isForbidden(error)) throw error;
      this.#key = (await this.me()).tenant;
    }
    return this.#key;
  }

  page(query: URLSearchParams): Promise<NodePage> {
    const key = query.toString();
    let page = this.#pages.get(key);
    if (!page) {
      this.budget.spendPage();
      page = this.node.scopes(query);
      this.#pages.set(key, page);
    }
    return page;
  }
}
