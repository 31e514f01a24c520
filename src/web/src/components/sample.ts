/** Under so many observations the interval stands beside a mean or a share, and nothing is said to be worth a look. What is too small to be judged by, and grey, says the API: `small`. */
export const fewObservations = 30;

/** Counts and amounts say how much there was: they are no sample. */
export function isFew(count: number, unit: string): boolean {
  return unit !== 'n' && unit !== 'money' && count > 0 && count < fewObservations;
}
