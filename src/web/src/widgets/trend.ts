import { WidgetTrend, type WidgetTrendQuery } from '../generated/WidgetTrend';
import { Chart, type Point } from './chart';
import { levelOf } from './claims';
import { h, named, type Child } from './dom';
import { CareKpiElement, type View } from './element';
import { bone, head } from './parts';
import type { Session } from './session';
import { intervalOf, kpiOf, periodOf, periodWords } from './settings';
import type { Claims } from './token';

type Shown = WidgetTrendQuery & { readonly scope: NonNullable<WidgetTrendQuery['scope']> };

/** `<carekpi-trend>`: one KPI over time, as a chart and as a table. */
export class Trend extends CareKpiElement<WidgetTrendQuery> {
  #asTable = false;
  #chart: Chart | null = null;
  #resized: ResizeObserver | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized = new ResizeObserver(([entry]) => this.#chart?.resize(entry?.contentRect.width ?? 0));
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized?.disconnect();
  }

  protected ask(session: Session, claims: Claims, locale: string, signal: AbortSignal): Promise<WidgetTrendQuery> {
    const variables = {
      ...levelOf(claims),
      period: periodOf(this, 'LAST_28_DAYS'),
      interval: intervalOf(this),
      kpi: kpiOf(this, claims),
      locale,
    };
    return session.ask(WidgetTrend, variables, signal);
  }

  protected draw({ scope: { name, series } }: Shown, view: View): readonly Child[] {
    const { words, formats } = view;
    const points = series?.points ?? [];
    this.#chart = null;
    if (!series || points.length === 0) return [head(name || words.own.unnamed, ''), h('p', named('note'), words.own.nothing)];
    const { kpi, interval } = series;
    const whenOf = ({ at, from }: Point): string =>
      interval === 'HOUR'
        ? `${formats.day(from)} ${formats.time(at)}`
        : interval === 'DAY' || interval === 'WEEK'
          ? formats.day(from)
          : formats.month(from);
    const toggle = h(
      'button',
      { ...named('button', 'quiet'), type: 'button', 'data-focus': 'table' },
      this.#asTable ? words.own.asChart : words.own.asTable,
    );
    toggle.addEventListener('click', () => {
      this.#asTable = !this.#asTable;
      this.redraw();
    });
    if (!this.#asTable) {
      this.#chart = new Chart(points, { name: kpi.name, unit: kpi.unit, whenOf }, view, this.clientWidth - 26);
    }
    const [first, last] = [points[0], points[points.length - 1]];
    const days = first && last ? `${whenOf(first)} – ${whenOf(last)}` : '';
    return [
      head(kpi.name, periodWords(this, 'LAST_28_DAYS', words, days), h('p', named('scope', 'soft'), name)),
      this.#chart?.element ?? tableOf(points, kpi.unit, whenOf, kpi.name, view),
      h('p', { class: 'tools' }, toggle),
    ];
  }

  protected hold(): readonly Child[] {
    return [
      head(' ', ' ', h('p', {}, ' ')),
      h('div', { class: 'chart' }, bone('canvas'), h('p', { class: 'reading' }, ' ')),
      h('p', { class: 'tools' }, bone('kpi')),
    ];
  }
}

function tableOf(
  points: readonly Point[],
  unit: string,
  whenOf: (point: Point) => string,
  name: string,
  { words, formats }: View,
): HTMLElement {
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': name },
    h(
      'table',
      named('table'),
      h('thead', {}, h('tr', {}, ...[words.own.when, words.own.value, words.own.sample].map((text) => h('th', { scope: 'col' }, text)))),
      h(
        'tbody',
        {},
        ...points.map((point) => {
          const mark = point.incomplete ? words.values.incomplete : point.provisional ? words.values.provisional : '';
          return h(
            'tr',
            {},
            h('th', { scope: 'row' }, whenOf(point)),
            h('td', {}, formats.value(point.value, unit), mark !== '' && h('span', { class: 'soft' }, ` ${mark}`)),
            h('td', {}, formats.number(point.count)),
          );
        }),
      ),
    ),
  );
}
