import type { ReactNode } from 'react';
import './bar.css';

/** The length of a value beside those of the other rows; what is below zero goes to the left. The number stands beside it, so it says nothing by itself. */
export function Bar({
  value,
  low,
  high,
  tone = 'plain',
}: {
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
  readonly tone?: 'plain' | 'better' | 'worse';
}): ReactNode {
  const from = Math.min(low, 0);
  const to = Math.max(high, 0);
  const span = to - from || 1;
  const zero = ((0 - from) / span) * 100;
  const end = value === null ? zero : ((value - from) / span) * 100;
  return (
    <svg className={`bar bar-${tone}`} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect x={Math.min(zero, end)} y={1} width={Math.max(Math.abs(end - zero), value === null ? 0 : 0.6)} height={8} />
      {from < 0 && <line x1={zero} x2={zero} y1={0} y2={10} />}
    </svg>
  );
}
