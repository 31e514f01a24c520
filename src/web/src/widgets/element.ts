import { Formats } from '../format/format';
import { h, named, type Child } from './dom';
import { asProblem, isLasting, WidgetProblem } from './problem';
import { gatewayOf } from './script';
import { sessionOfFunction, sessionOfUrl, type Session } from './session';
import { sheet } from './styles';
import { localeOf, wordsOf, type Words } from './texts';
import type { Claims, Issued } from './token';
import type { Locale } from '../i18n/texts';

const pollMs = 60_000;
/** While changes are told: what time alone changes. */
const slowMs = 300_000;
/** Of a scope in which something happens all the time. */
const leastMs = 5_000;

/** What every answer to a widget has. */
export interface Answer {
  readonly tenant: { readonly currency: string; readonly timeZone: string };
  readonly scope: { readonly id: string; readonly name: string } | null;
}

export interface View {
  readonly words: Words;
  readonly formats: Formats;
  readonly locale: Locale;
}

/** What all widgets do: get a token, ask, show what there is and why there is not more, and ask again when something has changed. */
export abstract class CareKpiElement<Data extends Answer> extends HTMLElement {
  static readonly observedAttributes: readonly string[] = ['token-url', 'gateway', 'kpi', 'kpis', 'period', 'interval', 'locale'];

  /** Instead of `token-url`: gets a token in the page's own way. */
  #issue: (() => Promise<Issued>) | null = null;
  readonly #root: ShadowRoot;
  #data: Data | null = null;
  #at = 0;
  #problem: WidgetProblem | null = null;
  #session: Session | null = null;
  #visible = false;
  #begun = false;
  #asking: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stops: (() => void)[] = [];
  #unuse: (() => void) | null = null;
  #given: Issued | null = null;
  #unwatch: (() => void) | null = null;
  #watched = '';
  #told: string | null = null;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: 'open' });
    this.#root.adoptedStyleSheets = [sheet()];
  }

  /** A token that was minted for this page; whoever sets it sets a new one in time. */
  set token(token: string) {
    const first = this.#given === null;
    this.#given = { token };
    if (first) this.getToken = () => (this.#given ? Promise.resolve(this.#given) : Promise.reject(new Error('The token was taken away.')));
    else this.refresh();
  }

  get token(): string {
    return this.#given?.token ?? '';
  }

  set getToken(issue: (() => Promise<Issued>) | null) {
    this.#issue = issue;
    this.#restart();
  }

  get getToken(): (() => Promise<Issued>) | null {
    return this.#issue;
  }

  /** Asks again, at once. */
  refresh(): void {
    void this.#load(true);
  }

  connectedCallback(): void {
    // What a page sets on the element before this script is here hides the property of the class.
    for (const name of ['token', 'getToken'] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const value = Reflect.get(this, name) as never;
      Reflect.deleteProperty(this, name);
      this[name] = value;
    }
    const seen = new IntersectionObserver((entries) => this.#see(entries.some(({ isIntersecting }) => isIntersecting)));
    seen.observe(this);
    const look = (): void => this.#wake();
    document.addEventListener('visibilitychange', look);
    addEventListener('online', look);
    this.#stops = [
      () => seen.disconnect(),
      () => document.removeEventListener('visibilitychange', look),
      () => removeEventListener('online', look),
    ];
    this.#restart();
  }

  disconnectedCallback(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#rest();
    this.#unuse?.();
    [this.#session, this.#unuse, this.#begun] = [null, null, false];
  }

  attributeChangedCallback(_: string, before: string | null, after: string | null): void {
    if (before !== after) this.#restart();
  }

  protected abstract ask(session: Session, claims: Claims, locale: string, signal: AbortSignal): Promise<Data>;
  protected abstract draw(data: Data & { readonly scope: NonNullable<Data['scope']> }, view: View): readonly Child[];
  /** In the size of what is going to be there. */
  protected abstract hold(): readonly Child[];

  /** Draws again what is known. */
  protected redraw(): void {
    this.#render();
  }

  /** Once for all attributes that a page sets one after the other. */
  #restart(): void {
    if (!this.isConnected || this.#begun) return;
    this.#begun = true;
    queueMicrotask(() => {
      this.#begun = false;
      if (!this.isConnected) return;
      this.#rest();
      [this.#data, this.#problem, this.#told] = [null, null, null];
      this.#session = this.#open();
      this.#unuse?.();
      this.#unuse = this.#session?.tokens.use() ?? null;
      this.#render();
      if (this.#session) this.#wake();
      else this.#fail(new WidgetProblem('NO_TOKEN', 'Set the attribute token-url, or the property token or getToken.'));
    });
  }

  #open(): Session | null {
    const gateway = gatewayOf(this);
    const url = this.getAttribute('token-url');
    if (this.#issue) return sessionOfFunction(gateway, this.#issue);
    return url ? sessionOfUrl(gateway, url) : null;
  }

  #see(visible: boolean): void {
    this.#visible = visible;
    this.#wake();
  }

  /** Nothing is asked for that nobody looks at. */
  #wake(): void {
    if (!this.#session || !this.isConnected) return;
    if (!this.#visible || document.hidden) return this.#rest();
    if (this.#asking || (this.#timer !== undefined && navigator.onLine && this.#problem === null)) return;
    const age = Date.now() - this.#at;
    if (this.#data && age < leastMs && this.#problem === null) this.#plan(leastMs - age);
    else void this.#load();
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#asking?.abort();
    this.#asking = null;
    this.#unwatch?.();
    [this.#unwatch, this.#watched] = [null, ''];
  }

  #plan(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#load(), ms);
  }

  async #load(now = false): Promise<void> {
    const session = this.#session;
    if (!session) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#asking?.abort();
    const gone = new AbortController();
    this.#asking = gone;
    try {
      const claims = await session.claims(now);
      if (gone.signal.aborted) return;
      const data = await this.ask(session, claims, localeOf(this), gone.signal);
      if (gone.signal.aborted) return;
      if (!data.scope) throw new WidgetProblem('NOT_FOUND', `Nothing is known of the ${claims.level} "${claims.key}".`);
      this.#show(session, data, data.scope.id);
    } catch (error) {
      if (!gone.signal.aborted) this.#fail(asProblem(error));
    } finally {
      if (this.#asking === gone) this.#asking = null;
    }
  }

  #show(session: Session, data: Data, scope: string): void {
    const same = this.#problem === null && JSON.stringify(data) === JSON.stringify(this.#data);
    const first = this.#data === null;
    [this.#data, this.#at, this.#problem] = [data, Date.now(), null];
    if (!same) this.#render();
    if (this.#watched !== scope) {
      this.#unwatch?.();
      this.#unwatch = session.watch(scope, () => {
        // Of many changes in a row, the first is asked for soon and the last for sure.
        if (this.#asking === null) this.#plan(Math.max(leastMs - (Date.now() - this.#at), 0));
        else this.#plan(leastMs);
      });
      this.#watched = scope;
    }
    this.#plan(session.isLive(scope) ? slowMs : pollMs);
    this.#told = null;
    if (first) this.dispatchEvent(new CustomEvent('carekpi-loaded', { bubbles: true, composed: true, detail: { name: data.scope?.name } }));
  }

  #fail(problem: WidgetProblem): void {
    // What would come of it is not known to be the same scope's any more.
    if (isLasting(problem)) this.#data = null;
    this.#problem = problem;
    this.#render();
    const again = Math.max(problem.retryAfterMs ?? 0, this.#session?.tokens.pauseMs ?? 0, this.#told === problem.code ? 15_000 : 3_000);
    if (!isLasting(problem)) this.#plan(again);
    if (this.#told === problem.code) return;
    this.#told = problem.code;
    const detail = { code: problem.code, message: problem.message };
    this.dispatchEvent(new CustomEvent('carekpi-error', { bubbles: true, composed: true, detail }));
  }

  #render(): void {
    const locale = localeOf(this);
    const words = wordsOf(locale);
    const formats = new Formats(locale, words.format, this.#data?.tenant ?? { currency: 'USD', timeZone: 'UTC' });
    const data = this.#data as (Data & { readonly scope: NonNullable<Data['scope']> }) | null;
    const opened = [...this.#root.querySelectorAll('details[open]')].map((one) => one.getAttribute('data-key'));
    const focused = this.#root.activeElement?.getAttribute('data-focus');
    const body = data
      ? this.draw(data, { words, formats, locale })
      : this.#problem
        ? [
            h(
              'div',
              { class: 'over' },
              h('div', { class: 'held', 'aria-hidden': 'true' }, ...this.hold()),
              this.#message(words, this.#problem),
            ),
          ]
        : [
            h('p', { class: 'hidden', role: 'status' }, words.own.loading),
            h('div', { class: 'waiting', 'aria-hidden': 'true' }, ...this.hold()),
          ];
    const late = data && this.#problem && h('p', { ...named('late', 'note'), role: 'status' }, words.own.stale(this.#clock(locale)));
    this.#root.replaceChildren(
      h('section', { ...named('card'), lang: locale, 'aria-busy': !data && !this.#problem ? 'true' : null }, ...body, late),
    );
    for (const one of this.#root.querySelectorAll('details')) one.open = opened.includes(one.getAttribute('data-key'));
    if (focused) this.#root.querySelector<HTMLElement>(`[data-focus="${focused}"]`)?.focus();
  }

  /** By the clock on the wall before the one who reads. */
  #clock(locale: string): string {
    return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(this.#at);
  }

  #message({ own }: Words, problem: WidgetProblem): HTMLElement {
    const retry = h('button', { ...named('button'), type: 'button', 'data-focus': 'retry' }, own.retry);
    retry.addEventListener('click', () => this.refresh());
    const again = problem.code !== 'NO_TOKEN' && problem.code !== 'ORIGIN' && problem.code !== 'BAD_INPUT';
    return h('div', { ...named('message'), role: 'status' }, h('p', {}, own.problems[problem.code]), again && retry);
  }
}
