import { failure } from '../node/problems.js';
import type { NodeClient } from '../node/client.js';
import type { NodeKpi } from '../node/protocol.js';
import type { KpiRef } from './kpi.js';

/** The KPIs that the caller's tenant has, in the node's order. */
export class Catalogue {
  #asked: Promise<ReadonlyMap<string, NodeKpi>> | null = null;

  constructor(private readonly node: NodeClient) {}

  /** Asked of the node, once an operation. */
  all(): Promise<ReadonlyMap<string, NodeKpi>> {
    this.#asked ??= this.node.kpis();
    return this.#asked;
  }

  forget(): void {
    this.#asked = null;
  }

  /** The definition of a KPI of which the operation has just read a value. */
  async entry(kpi: KpiRef): Promise<NodeKpi> {
    if (kpi.entry) return kpi.entry;
    const remembered = this.#asked ? undefined : this.node.rememberedKpis()?.get(kpi.code);
    const entry = remembered && (kpi.version ?? remembered.version) === remembered.version ? remembered : (await this.all()).get(kpi.code);
    if (entry) return entry;
    throw failure('UNKNOWN_KPI', `There is no KPI "${kpi.code}" any more.`, { kpi: kpi.code });
  }
}
