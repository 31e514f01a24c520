import { createHash } from 'node:crypto';
import type { NodeKpi, NodeTenant } from './protocol.js';

interface Entry {
  tenant?: { readonly value: NodeTenant; readonly at: number };
  widgetOrigin?: { readonly value: string; readonly at: number };
  catalogue?: { readonly value: ReadonlyMap<string, NodeKpi>; readonly at: number };
}

/**
 * The tenant, the catalogue and the origin of a widget token as one credential saw them a moment ago. Nothing is shared between credentials, numbers are never kept,
 * and only what goes beside an answer of the node is taken from here: the node has then just accepted the credential.
 */
export class CredentialMemory {
  readonly #entries = new Map<string, Entry>();

  constructor(
    private readonly keepMs = 10_000,
    private readonly bound = 200,
  ) {}

  tenant(authorization: string): NodeTenant | null {
    return this.#fresh(this.#entries.get(hash(authorization))?.tenant);
  }

  catalogue(authorization: string): ReadonlyMap<string, NodeKpi> | null {
    return this.#fresh(this.#entries.get(hash(authorization))?.catalogue);
  }

  widgetOrigin(authorization: string): string | null {
    return this.#fresh(this.#entries.get(hash(authorization))?.widgetOrigin);
  }

  keepWidgetOrigin(authorization: string, value: string): void {
    this.#entry(authorization).widgetOrigin = { value, at: performance.now() };
  }

  keepTenant(authorization: string, value: NodeTenant): void {
    this.#entry(authorization).tenant = { value, at: performance.now() };
  }

  keepCatalogue(authorization: string, value: ReadonlyMap<string, NodeKpi>): void {
    this.#entry(authorization).catalogue = { value, at: performance.now() };
  }

  forget(authorization: string): void {
    this.#entries.delete(hash(authorization));
  }

  #fresh<T>(kept: { readonly value: T; readonly at: number } | undefined): T | null {
    return kept && performance.now() - kept.at < this.keepMs ? kept.value : null;
  }

  /** Moves the credential to the young end, so that the bound drops the one not refreshed for longest. */
  #entry(authorization: string): Entry {
    const key = hash(authorization);
    const entry = this.#entries.get(key) ?? {};
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > this.bound && !oldest.done) this.#entries.delete(oldest.value);
    return entry;
  }
}

function hash(authorization: string): string {
  return createHash('sha256').update(authorization).digest('base64');
}
