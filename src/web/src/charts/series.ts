/** One step of a KPI's course. */
export interface Step {
  readonly at: string;
  readonly from: string;
  readonly value: number | null;
  readonly count: number;
  readonly incomplete: boolean;
  readonly provisional: boolean;
}

type Line = (number | null)[];

export interface Lines {
  /** Seconds of the epoch, as the chart wants them. */
  readonly x: number[];
  /** What only a correction can change. */
  readonly settled: Line;
  /** What can still move, and the step before it, so that the line goes on. */
  readonly moving: Line;
  /** Steps that are not over: points without a line's weight. */
  readonly open: Line;
  /** The compared period, step by step under the same places. */
  readonly before: Line;
}

/** Nulls stay null: a gap is drawn as a gap. */
export function linesOf(steps: readonly Step[], before: readonly { readonly value: number | null }[]): Lines {
  const moves = steps.map(({ provisional, incomplete }) => provisional || incomplete);
  return {
    x: steps.map(({ at }) => Date.parse(at) / 1000),
    settled: steps.map(({ value }, at) => (moves[at] ? null : value)),
    moving: steps.map(({ value }, at) => (moves[at] || moves[at + 1] ? value : null)),
    open: steps.map(({ value, incomplete }) => (incomplete ? value : null)),
    before: steps.map((_, at) => before[at]?.value ?? null),
  };
}
