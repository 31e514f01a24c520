/** From values to places, and back to round values. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The range of what has a value; a flat line gets some room. null: nothing has. */
export function rangeOf(values: readonly (number | null)[]): Range | null {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value === null) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return null;
  if (low === high) {
    const room = Math.abs(low) * 0.1 || 1;
    return { low: low - room, high: high + room };
  }
  return { low, high };
}

export function place(value: number, { low, high }: Range, size: number): number {
  return ((value - low) / (high - low)) * size;
}

/** Round steps that cover a range: 0, 20, 40 … */
export function ticks({ low, high }: Range, about: number): readonly number[] {
  const rough = (high - low) / Math.max(about, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** Runs of places that have a value: a gap is drawn as a gap. */
export function runsOf(values: readonly (number | null)[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  let open: number[] | null = null;
  values.forEach((value, at) => {
    if (value === null) open = null;
    else if (open) open.push(at);
    else runs.push((open = [at]));
  });
  return runs;
}
