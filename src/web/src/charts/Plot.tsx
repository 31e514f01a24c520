import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Interval } from '../app/period';
import { useFormats, useTexts } from '../i18n/context';
import { linesOf, type Step } from './series';
import { stepName } from './step-name';
import type { Note } from './TimeChart';
import './time-chart.css';

const height = 260;
/** Steps of an axis that are round as times, in seconds. */
const durations = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 172_800, 432_000, 864_000,
];

/** The line itself. Arrow keys go from point to point, and what is there is told. */
export default function Plot({
  name,
  unit,
  interval,
  steps,
  before,
  target,
  notes,
}: {
  readonly name: string;
  readonly unit: string;
  readonly interval: Interval;
  readonly steps: readonly Step[];
  readonly before: readonly Step[];
  readonly target: number | null;
  readonly notes: readonly Note[];
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [at, setAt] = useState<number | null>(null);
  const lines = useMemo(() => linesOf(steps, before), [steps, before]);
  const colours = useColours();

  useEffect(() => {
    const place = frame.current;
    if (!place) return;
    const options: uPlot.Options = {
      width: place.clientWidth,
      height,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { size: 7 } },
      scales: { x: { time: false }, y: { range: (_, low, high) => rangeWith(low, high, target) } },
      axes: [
        {
          stroke: colours.ink,
          grid: { show: false },
          ticks: { show: false },
          size: 28,
          splits: () => splitsOf(lines.x, place.clientWidth),
          values: (_, splits) => splits.map((x) => axisName(formats, steps[lines.x.indexOf(x)], interval)),
        },
        {
          stroke: colours.ink,
          grid: { stroke: colours.line, width: 1 },
          ticks: { show: false },
          size: 64,
          ...(unit === 's' && { incrs: durations }),
          values: (_, splits) => splits.map((value) => formats.value(value, unit)),
        },
      ],
      series: [
        {},
        { stroke: colours.before, width: 1.5, dash: [2, 4], points: { show: false } },
        { stroke: colours.now, width: 2, points: { show: steps.length < 40, size: 5, fill: colours.now } },
        { stroke: colours.now, width: 2, dash: [5, 4], points: { show: false } },
        { stroke: colours.now, width: 0, points: { show: true, size: 9, width: 2, fill: colours.ground, stroke: colours.now } },
      ],
      hooks: {
        drawClear: [(u) => drawNotes(u, steps, notes, colours.note)],
        draw: [(u) => target !== null && drawTarget(u, target, colours.target)],
        setCursor: [(u) => setAt(u.cursor.idx ?? null)],
      },
    };
    const made = new uPlot(options, [lines.x, lines.before, lines.settled, lines.moving, lines.open], place);
    plot.current = made;
    const watch = new ResizeObserver(() => made.setSize({ width: place.clientWidth, height }));
    watch.observe(place);
    return () => {
      watch.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [lines, colours, formats, interval, steps, target, unit, notes]);

  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    const u = plot.current;
    if (step === undefined || !u || steps.length === 0) return;
    event.preventDefault();
    const next = Math.min(Math.max((at ?? (step > 0 ? -1 : steps.length)) + step, 0), steps.length - 1);
    u.setCursor({ left: u.valToPos(lines.x[next] ?? 0, 'x'), top: height / 3 });
  };
  const shown = at === null ? null : (steps[at] ?? null);
  const known = steps.filter(({ value }) => value !== null);
  const summary = known.length
    ? t.values.trend(name, formats.value(known[0]?.value ?? null, unit), formats.value(known.at(-1)?.value ?? null, unit))
    : t.values.noTrend(name);
  return (
    <>
      <div ref={frame} className="plot" role="img" aria-label={`${summary} ${t.kpi.keys}`} tabIndex={0} onKeyDown={move} />
      <p className="plot-told" aria-live="polite">
        {shown ? (
          <>
            <strong>{stepName(formats, shown, interval)}</strong> {formats.value(shown.value, unit)}
            {unit !== 'n' && <span className="muted"> {t.values.n(formats.number(shown.count))}</span>}
            {before[at ?? 0] && (
              <span className="muted">{` · ${t.kpi.before}: ${formats.value(before[at ?? 0]?.value ?? null, unit)}`}</span>
            )}
            {shown.provisional && <span className="muted">{` · ${t.kpi.provisionalPoint}`}</span>}
            {shown.incomplete && <span className="muted">{` · ${t.kpi.incompletePoint}`}</span>}
          </>
        ) : (
          <span className="muted">{t.kpi.keys}</span>
        )}
      </p>
    </>
  );
}

interface Colours {
  readonly ink: string;
  readonly line: string;
  readonly now: string;
  readonly before: string;
  readonly target: string;
  readonly note: string;
  readonly ground: string;
}

function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: of('--ink-3'),
    line: of('--line'),
    now: of('--series-1'),
    before: of('--series-2'),
    target: of('--line-strong'),
    note: of('--warning-soft'),
    ground: of('--surface'),
  };
}

/** A canvas knows no style sheet: the colours are read again when the theme changes. */
function useColours(): Colours {
  const [colours, setColours] = useState(readColours);
  useEffect(() => {
    const again = (): void => setColours(readColours());
    const system = matchMedia('(prefers-color-scheme: dark)');
    const theme = new MutationObserver(again);
    system.addEventListener('change', again);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      system.removeEventListener('change', again);
      theme.disconnect();
    };
  }, []);
  return colours;
}

/** The target is in sight unless it is far away. */
function rangeWith(low: number, high: number, target: number | null): [number, number] {
  const span = high - low || Math.abs(high) || 1;
  const near = target !== null && target > low - span * 1.5 && target < high + span * 1.5;
  const [least, most] = near ? [Math.min(low, target), Math.max(high, target)] : [low, high];
  const room = (most - least || span) * 0.08;
  return [least >= 0 && least - room < 0 ? 0 : least - room, most + room];
}

function splitsOf(x: readonly number[], width: number): number[] {
  const every = Math.max(1, Math.ceil(x.length / Math.max(2, Math.floor(width / 90))));
  return x.filter((_, at) => at % every === 0);
}

function axisName(formats: Parameters<typeof stepName>[0], step: Step | undefined, interval: Interval): string {
  if (!step) return '';
  if (interval === 'HOUR') return formats.time(step.at);
  return interval === 'DAY' || interval === 'WEEK' ? formats.day(step.from) : stepName(formats, step, interval);
}

function drawTarget(u: uPlot, target: number, colour: string): void {
  const y = u.valToPos(target, 'y', true);
  const { left, top, width, height: tall } = u.bbox;
  if (y < top || y > top + tall) return;
  const { ctx } = u;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(left + width, y);
  ctx.stroke();
  ctx.restore();
}

/** A band over the days of each note. */
function drawNotes(u: uPlot, steps: readonly Step[], notes: readonly Note[], colour: string): void {
  const { ctx, bbox } = u;
  const half = steps.length > 1 ? bbox.width / (steps.length - 1) / 2 : bbox.width / 2;
  ctx.save();
  ctx.fillStyle = colour;
  for (const { from, to } of notes) {
    const first = steps.findLastIndex((step) => step.from <= from);
    const last = steps.findLastIndex((step) => step.from <= (to ?? from));
    if (last < 0) continue;
    const place = (at: number): number => u.valToPos(Date.parse(steps[at]?.at ?? '') / 1000, 'x', true);
    const left = Math.max(place(Math.max(first, 0)) - half, bbox.left);
    const right = Math.min(place(last) + half, bbox.left + bbox.width);
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
  ctx.restore();
}
