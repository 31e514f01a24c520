/** Under so many observations a mean or a share is shown with its interval, and greyed. */
export const smallSample = 30;

/** Counts and amounts say how much there was: they are never too small a sample of themselves. */
export function isSmall(count: number, unit: string): boolean {
  return unit !== 'n' && unit !== 'money' && count > 0 && count < smallSample;
}
