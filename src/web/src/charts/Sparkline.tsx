import type { ReactNode } from 'react';
import { useFormats, useTexts } from '../i18n/context';
import { place, rangeOf, runsOf } from './scale';
import './sparkline.css';

export interface SparkPoint {
  readonly from: string;
  readonly value: number | null;
  readonly incomplete: boolean;
  readonly provisional: boolean;
}

const [width, height, edge] = [120, 32, 4];

/** A line in a small place: gaps are gaps, what can still move is dashed, an interval that is not over is a hollow point. */
export function Sparkline({
  points,
  name,
  unit,
  target = null,
}: {
  readonly points: readonly SparkPoint[];
  readonly name: string;
  readonly unit: string;
  readonly target?: number | null;
}): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const values = points.map(({ value }) => value);
  const own = rangeOf(values);
  if (!own) return <span className="spark spark-none" role="img" aria-label={t.values.noTrend(name)} />;
  // A target far away would make the line flat; then it is left out.
  const near = target !== null && target >= own.low - (own.high - own.low) * 2 && target <= own.high + (own.high - own.low) * 2;
  const range = near ? { low: Math.min(own.low, target), high: Math.max(own.high, target) } : own;
  const x = (at: number): number => edge + (points.length < 2 ? 0.5 : at / (points.length - 1)) * (width - 2 * edge);
  const y = (value: number): number => height - edge - place(value, range, height - 2 * edge);
  const lineOf = (run: readonly number[]): string => run.map((at) => `${x(at).toFixed(1)},${y(values[at] ?? 0).toFixed(1)}`).join(' ');
  const solid = points.map(({ value, provisional, incomplete }) => (provisional || incomplete ? null : value));
  const moving = points.map(({ value, provisional, incomplete }, at) => {
    const next = points[at + 1];
    return provisional || incomplete || (next && (next.provisional || next.incomplete)) ? value : null;
  });
  const known = points.filter(({ value }) => value !== null);
  const [first, last] = [known[0], known[known.length - 1]];
  const end = points.findLastIndex(({ value }) => value !== null);
  const label = t.values.trend(name, formats.value(first?.value ?? null, unit), formats.value(last?.value ?? null, unit));
  return (
    <svg className="spark" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} preserveAspectRatio="none">
      {near && <line className="spark-target" x1={0} x2={width} y1={y(target)} y2={y(target)} />}
      {runsOf(solid).map((run) => (
        <polyline key={run[0]} className="spark-line" points={lineOf(run)} />
      ))}
      {runsOf(moving).map((run) => (
        <polyline key={run[0]} className="spark-line spark-moving" points={lineOf(run)} />
      ))}
      {/* A line of no length with round ends: a circle however the drawing is stretched. */}
      <path className="spark-end" d={`M${x(end)},${y(values[end] ?? 0)}h0`} />
      {last?.incomplete && <path className="spark-end spark-hollow" d={`M${x(end)},${y(values[end] ?? 0)}h0`} />}
    </svg>
  );
}
