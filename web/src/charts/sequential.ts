/** A sequential scale of five steps, light to dark in one hue. */

/** How many steps the scale has; the colours are the tokens `--seq-1` to `--seq-5`. */
export const STEPS = 5;

/** The step of a value above zero, from 1 to 5, where `max` is the largest value shown. */
export function stepOf(value: number, max: number): number {
  if (max <= 0) return 1;
  return Math.max(1, Math.min(STEPS, Math.ceil((value / max) * STEPS)));
}

/** A step of the legend, with the least and the greatest value that it stands for. */
export interface LegendStep {
  step: number;
  from: number;
  to: number;
}

/** The steps that whole numbers from 1 to `max` use; a step that no number falls on is left out. */
export function wholeSteps(max: number): LegendStep[] {
  const steps: LegendStep[] = [];
  for (let step = 1; step <= STEPS; step++) {
    const from = Math.floor(((step - 1) * max) / STEPS) + 1;
    const to = Math.floor((step * max) / STEPS);
    if (from <= to) steps.push({ step, from, to });
  }
  return steps;
}

/** The steps of shares above 0 up to `max`. */
export function shareSteps(max: number): LegendStep[] {
  return Array.from({ length: STEPS }, (_, index) => ({
    step: index + 1,
    from: (index * max) / STEPS,
    to: ((index + 1) * max) / STEPS,
  }));
}
