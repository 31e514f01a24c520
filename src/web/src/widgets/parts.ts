import { h, named, type Child } from './dom';
import type { View } from './element';

interface Kpi {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
}

interface Valued {
  readonly kpi: Kpi;
  readonly value: number | null;
  readonly count: number;
  readonly small: boolean;
  readonly provisional: boolean;
}

interface Compared {
  readonly value: number | null;
  readonly change: number | null;
  readonly changePercent?: number | null;
  readonly better: boolean | null;
}

/** The health of one customer stands on all that there is of it, whatever that is: it is no sample. */
function isWhole({ kpi, count }: Valued): boolean {
  return kpi.unit === 'n' || (kpi.code === 'customer_health' && count === 1);
}

/** The number; "–" with why there is none. What stands on little is grey. */
export function number(valued: Valued, { words, formats }: View): HTMLElement {
  const { kpi, value } = valued;
  const small = value !== null && valued.small;
  return h(
    'span',
    named('value', small ? 'unsure' : ''),
    formats.value(value, kpi.unit),
    value === null && h('span', { class: 'why' }, words.values.nothing),
  );
}

/** Up or down by sign, better or worse by word and colour. */
export function change(previous: Compared | null, unit: string, { words, formats }: View): HTMLElement {
  if (!previous || previous.change === null) return h('span', named('change', 'soft'), words.values.noComparison);
  const { change, changePercent = null, better } = previous;
  if (change === 0) return h('span', named('change', 'soft'), words.values.same);
  const word = better === null ? words.values.changed : better ? words.values.better : words.values.worse;
  // Of counts and amounts the share says more than the number.
  const relative = (unit === 'n' || unit === 'money' || unit === 's') && changePercent !== null;
  return h(
    'span',
    named('change', better === null ? '' : better ? 'better' : 'worse'),
    h('span', { 'aria-hidden': 'true' }, change > 0 ? '▲ ' : '▼ '),
    `${relative ? formats.changePercent(changePercent) : formats.change(change, unit)} ${word}`,
  );
}

/** What the number stands on, and what has to be known about it. */
export function basis(valued: Valued, { words, formats }: View): readonly Child[] {
  const { value, count, small, provisional } = valued;
  if (value === null) return [];
  const notes: Child[] = [];
  if (!isWhole(valued)) {
    const text = words.values.n(formats.number(count));
    notes.push(
      small
        ? h(
            'span',
            { ...named('sample', 'warning'), title: words.values.small },
            h('span', { 'aria-hidden': 'true' }, '△ '),
            text,
            hidden(` ${words.values.small}`),
          )
        : h('span', named('sample', 'soft'), text),
    );
  }
  if (provisional) notes.push(h('span', { ...named('badge'), title: words.values.provisionalPlain }, words.values.provisional));
  return notes;
}

/** For those who listen. */
export function hidden(text: string): HTMLElement {
  return h('span', { class: 'hidden' }, text);
}

/** Whose figures of when. */
export function head(name: string, when: string, ...more: readonly Child[]): HTMLElement {
  return h('header', named('head'), h('p', named('title'), name), ...more, h('p', named('period', 'soft'), when));
}

/** Holds the place of a line: a word as long as what comes. */
export function bone(kind: string): HTMLElement {
  return h('span', { class: `bone ${kind}` }, ' ');
}
