import { place, rangeOf, runsOf, ticks } from '../charts/scale';
import { h, named, svg } from './dom';
import type { View } from './element';

export interface Point {
  readonly at: string;
  readonly from: string;
  readonly value: number | null;
  readonly count: number;
  readonly incomplete: boolean;
  readonly provisional: boolean;
}

interface Subject {
  readonly name: string;
  readonly unit: string;
  readonly whenOf: (point: Point) => string;
}

const height = 160;
const [top, bottom] = [8, 22];

/** A line over time: gaps are gaps, what can still move is dashed, an interval that is not over is hollow. Points are read with the pointer or the arrow keys. */
export class Chart {
  readonly element: HTMLElement;
  readonly #canvas = svg('svg', { 'aria-hidden': 'true', height, focusable: 'false' });
  readonly #reading = h('p', named('reading'));
  readonly #slider: HTMLElement;
  #width: number;
  #at: number | null = null;
  #left = 0;

  constructor(
    private readonly points: readonly Point[],
    private readonly subject: Subject,
    private readonly view: View,
    width: number,
  ) {
    this.#width = Math.max(width, 160);
    const { words, formats } = view;
    const known = points.filter(({ value }) => value !== null);
    const [first, last] = [known[0], known[known.length - 1]];
    const { name, unit } = subject;
    const summary =
      first && last
        ? words.values.trend(name, formats.value(first.value, unit), formats.value(last.value, unit))
        : words.values.noTrend(name);
    this.#slider = h(
      'div',
      {
        ...named('chart'),
        tabindex: 0,
        role: 'slider',
        'aria-label': `${summary}. ${words.own.keys}`,
        'aria-valuemin': 1,
        'aria-valuemax': points.length,
        'data-focus': 'chart',
      },
      this.#canvas,
      this.#reading,
    );
    this.#slider.addEventListener('keydown', (event) => this.#key(event));
    this.#slider.addEventListener('pointermove', (event) => this.#point(event.clientX - this.#slider.getBoundingClientRect().left));
    this.#slider.addEventListener('pointerleave', () => this.#read(null));
    this.element = this.#slider;
    this.#draw();
    this.#read(null);
  }

  resize(width: number): void {
    const inner = Math.max(width - 26, 160);
    if (Math.abs(inner - this.#width) < 1) return;
    this.#width = inner;
    this.#draw();
  }

  #key(event: KeyboardEvent): void {
    const last = this.points.length - 1;
    const at = this.#at ?? last;
    const to = { ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#read(Math.min(Math.max(to, 0), last));
  }

  #point(x: number): void {
    const share = (x - this.#left) / Math.max(this.#width - this.#left - 6, 1);
    this.#read(Math.min(Math.max(Math.round(share * (this.points.length - 1)), 0), this.points.length - 1));
  }

  /** null: the last one that has a value, and no mark. */
  #read(at: number | null): void {
    const marked = this.#at !== null || at !== null;
    this.#at = at;
    const shown = at ?? this.points.findLastIndex(({ value }) => value !== null);
    const point = this.points[shown];
    const text = point ? this.#textOf(point) : this.view.words.own.nothing;
    this.#reading.textContent = text;
    this.#slider.setAttribute('aria-valuenow', String(Math.max(shown, 0) + 1));
    this.#slider.setAttribute('aria-valuetext', text);
    if (marked) this.#draw();
  }

  #textOf(point: Point): string {
    const { words, formats } = this.view;
    const { unit, whenOf } = this.subject;
    const notes = [
      point.value === null ? words.values.nothing : unit === 'n' ? '' : words.values.n(formats.number(point.count)),
      point.incomplete ? words.values.incomplete : point.provisional ? words.values.provisional : '',
    ].filter((note) => note !== '');
    return `${whenOf(point)}: ${formats.value(point.value, unit)}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
  }

  #draw(): void {
    const { points } = this;
    const width = this.#width;
    this.#canvas.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#canvas.setAttribute('width', String(width));
    const values = points.map(({ value }) => value);
    const range = rangeOf(values);
    if (!range) return this.#canvas.replaceChildren();
    const steps = ticks(range, 3);
    const labels = steps.map((step) => this.#axisOf(step));
    this.#left = Math.min(Math.max(...labels.map((label) => label.length * 7.4), 0) + 8, width / 3);
    const x = (at: number): number => this.#left + (points.length < 2 ? 0.5 : at / (points.length - 1)) * (width - this.#left - 6);
    const y = (value: number): number => height - bottom - place(value, range, height - top - bottom);
    const line = (run: readonly number[], kind: string): SVGElement =>
      run.length === 1
        ? svg('circle', { class: 'dot', cx: x(run[0] ?? 0), cy: y(values[run[0] ?? 0] ?? 0), r: 2.5 })
        : svg('polyline', { class: kind, points: run.map((at) => `${x(at).toFixed(1)},${y(values[at] ?? 0).toFixed(1)}`).join(' ') });
    const moves = (at: number): boolean => (points[at]?.provisional ?? false) || (points[at]?.incomplete ?? false);
    const solid = values.map((value, at) => (moves(at) ? null : value));
    const moving = values.map((value, at) => (moves(at) || moves(at + 1) ? value : null));
    const end = points.findLastIndex(({ value }) => value !== null);
    const mark = this.#at ?? -1;
    const first = points[0];
    const last = points[points.length - 1];
    this.#canvas.replaceChildren(
      ...steps.flatMap((step, at) => [
        svg('line', { class: 'grid', x1: this.#left, x2: width, y1: y(step), y2: y(step) }),
        svg('text', { class: 'axis', x: this.#left - 6, y: y(step) + 4, 'text-anchor': 'end' }, labels[at] ?? ''),
      ]),
      ...(first ? [svg('text', { class: 'axis', x: this.#left, y: height - 5 }, this.subject.whenOf(first))] : []),
      ...(last && points.length > 1
        ? [svg('text', { class: 'axis', x: width - 2, y: height - 5, 'text-anchor': 'end' }, this.subject.whenOf(last))]
        : []),
      ...runsOf(solid).map((run) => line(run, 'line')),
      ...runsOf(moving).map((run) => line(run, 'line moving')),
      svg('circle', { class: points[end]?.incomplete ? 'end hollow' : 'end', cx: x(end), cy: y(values[end] ?? 0), r: 3.5 }),
      ...(mark >= 0 ? [svg('line', { class: 'mark', x1: x(mark), x2: x(mark), y1: top, y2: height - bottom })] : []),
      ...(mark >= 0 && values[mark] != null ? [svg('circle', { class: 'end', cx: x(mark), cy: y(values[mark] ?? 0), r: 4 })] : []),
    );
  }

  #axisOf(value: number): string {
    const { unit } = this.subject;
    const { formats } = this.view;
    return unit === '%' || unit === 's' ? formats.value(value, unit) : formats.compact(value);
  }
}
