import type { NodeConnection } from '../node/client.js';
import { unavailable } from '../node/problems.js';

const keptMs = 30_000;
const most = 1_000;
/** As the node makes them, with room. */
const form = /^[0-9a-z-]{2,64}$/;

interface Known {
  readonly origins: readonly string[];
  readonly at: number;
}

/** Which pages may embed a widget, as the node says. Only what there is is kept, so nobody fills the memory with ids that he makes up. */
export class WidgetOrigins {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly connection: NodeConnection,
    private readonly now: () => number = Date.now,
  ) {}

  /** null: there is no such widget. */
  async of(id: string, forwardedFor: string | null, cancel: AbortSignal): Promise<readonly string[] | null> {
    if (!form.test(id)) return null;
    const known = this.#known.get(id);
    if (known && this.now() - known.at < keptMs) return known.origins;
    this.#known.delete(id);
    const path = `/v1/widgets/${id}/origins`;
    const reply = await this.connection.exchange({ authorization: null, forwardedFor }, { method: 'GET', path, changes: false }, cancel);
    if (reply.status === 404) return null;
    if (reply.status !== 200) throw unavailable();
    const { origins } = JSON.parse(reply.text) as { readonly origins: readonly string[] };
    const [oldest] = this.#known.keys();
    if (this.#known.size >= most && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(id, { origins, at: this.now() });
    return origins;
  }
}
