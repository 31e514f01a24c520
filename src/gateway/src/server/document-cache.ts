/** Keeps what was made of a query's text, bounded by the length of all texts together: many short ones or a few long ones. */
export class DocumentCache<T> {
  readonly #kept = new Map<string, T>();
  #characters = 0;

  constructor(private readonly bound = 500_000) {}

  get(text: string): T | undefined {
    const value = this.#kept.get(text);
    if (value !== undefined) {
      this.#kept.delete(text);
      this.#kept.set(text, value);
    }
    return value;
  }

  set(text: string, value: T): void {
    if (!this.#kept.delete(text)) this.#characters += text.length;
    this.#kept.set(text, value);
    for (const oldest of this.#kept.keys()) {
      if (this.#characters <= this.bound) break;
      this.#kept.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}
