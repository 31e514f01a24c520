import { WidgetProblem } from './problem';

/** As the node mints it, and as the page's back end hands it on. */
export interface Issued {
  readonly token: string;
  readonly expiresAt?: string;
}

/** What a token says of itself. Whether it is a good one the node decides. */
export interface Claims {
  readonly tenant: string;
  readonly level: 'tenant' | 'team' | 'agent' | 'customer';
  readonly key: string;
  readonly kpis?: readonly string[];
  readonly origin: string;
  readonly iat: number;
  readonly exp: number;
}

export function claimsOf(token: string): Claims {
  try {
    const text = atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Claims>;
    if (typeof claims.level === 'string' && typeof claims.origin === 'string' && typeof claims.exp === 'number') return claims as Claims;
  } catch {
    // Said below.
  }
  throw new WidgetProblem('TOKEN', 'This is no token of a CareKpi widget.');
}

const beforeEndMs = 60_000;
const longestPauseMs = 60_000;

/** Asks the page's own back end, as who is signed in there. */
export function tokenFrom(url: string): () => Promise<Issued> {
  return async () => {
    const response = await fetch(url, { credentials: 'include', headers: { accept: 'application/json' }, cache: 'no-store' });
    if (!response.ok) throw new WidgetProblem('TOKEN', `${url} answered ${response.status}.`);
    const issued = (await response.json()) as Partial<Issued>;
    if (typeof issued.token !== 'string') throw new WidgetProblem('TOKEN', `${url} answered no {"token", "expiresAt"}.`);
    return issued as Issued;
  };
}

/**
 * A token that is renewed a minute before its end, and asked for less and less often while there is none to be had. Clocks of browsers are
 * wrong now and then: a token lives at most as long after it came as it was made for.
 */
export class Tokens {
  #token: string | null = null;
  #cameAt = -Infinity;
  #endsAt = -Infinity;
  #asking: Promise<string> | null = null;
  #failures = 0;
  #blockedUntil = -Infinity;
  #problem: WidgetProblem | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #users = 0;

  constructor(
    private readonly issue: () => Promise<Issued>,
    private readonly random: () => number = Math.random,
  ) {}

  /** While somebody uses it the token is renewed by itself; returns how to stop. */
  use(): () => void {
    this.#users += 1;
    this.#plan();
    return () => {
      this.#users -= 1;
      if (this.#users === 0) clearTimeout(this.#timer);
    };
  }

  /** `now`: a person asked for it, so no pause is kept. */
  async get(now = false): Promise<string> {
    if (this.#token !== null && Date.now() < this.#renewAt) return this.#token;
    if (this.#asking) return this.#asking;
    if (!now && Date.now() < this.#blockedUntil) return this.#last();
    this.#asking = this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  /** The node did not take it. One that has only just come is not asked for again at once. */
  refused(token: string): void {
    if (token !== this.#token) return;
    const fresh = Date.now() - this.#cameAt < 5_000;
    this.#token = null;
    if (fresh) this.#fail(new WidgetProblem('EXPIRED', 'A token that has just come was refused.'));
  }

  /** In which it makes sense to ask again; 0: at once. */
  get pauseMs(): number {
    return Math.max(0, this.#blockedUntil - Date.now());
  }

  get #renewAt(): number {
    return this.#endsAt - Math.min(beforeEndMs, (this.#endsAt - this.#cameAt) / 2);
  }

  async #ask(): Promise<string> {
    try {
      const { token, expiresAt } = await this.issue();
      const { iat, exp } = claimsOf(token);
      const [now, said] = [Date.now(), Date.parse(expiresAt ?? '')];
      const life = Math.min((exp - iat) * 1000 || Infinity, (Number.isNaN(said) ? exp * 1000 : said) - now);
      // By this clock it is over already: then the clock is wrong, or the back end keeps tokens for too long.
      if (life <= 0 && token === this.#token) throw new WidgetProblem('EXPIRED', 'The token that came is over.');
      [this.#token, this.#cameAt, this.#endsAt] = [token, now, now + Math.max(life, beforeEndMs)];
      [this.#failures, this.#blockedUntil, this.#problem] = [0, -Infinity, null];
      this.#plan();
      return token;
    } catch (error) {
      this.#fail(
        error instanceof WidgetProblem ? error : new WidgetProblem('TOKEN', error instanceof Error ? error.message : String(error)),
      );
      return this.#last();
    }
  }

  #fail(problem: WidgetProblem): void {
    this.#failures += 1;
    const pause = Math.min(1_000 * 2 ** (this.#failures - 1), longestPauseMs) * (0.75 + this.random() / 2);
    [this.#blockedUntil, this.#problem] = [Date.now() + pause, problem];
    this.#plan();
  }

  /** In its last minute the old one is still good. */
  #last(): string {
    if (this.#token !== null && Date.now() < this.#endsAt) return this.#token;
    throw this.#problem ?? new WidgetProblem('TOKEN', 'There is no token.');
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#users === 0 || this.#token === null) return;
    const at = Math.max(this.#renewAt, this.#blockedUntil);
    this.#timer = setTimeout(
      () => {
        // A page that nobody looks at asks when it is looked at again.
        if (!document.hidden) this.get().catch(() => undefined);
      },
      Math.max(at - Date.now(), 0),
    );
  }
}
