/** Values with their intervals on one scale from 0, beside a value they are held against. */

/** A value as the caller gives it. */
export interface Spread {
  id: string;
  label: string;
  value: number;
  /** Where it lies in most draws; absent where nothing could be drawn. */
  interval: readonly [number, number] | null;
  /** Whether it is something the others are held against, and no result of its own. */
  baseline: boolean;
  /** A remark in words, such as a verdict. */
  note: string;
}

/** A value with its places on the scale, in percent. */
export interface DrawnSpread extends Spread {
  at: number;
  from: number;
  to: number;
}

export interface Scale {
  most: number;
  ticks: number[];
}

/** A scale from 0 that holds every value and interval; shares stay within 1. */
export function scaleOf(spreads: readonly Spread[]): Scale {
  const largest = Math.max(
    0,
    ...spreads.flatMap(({ value, interval }) => [value, ...(interval ?? [])]),
  );
  const step = niceStep(largest / 4);
  const most = Math.max(step, Math.ceil(largest / step - 1e-9) * step);
  const count = Math.round(most / step);
  return { most, ticks: Array.from({ length: count + 1 }, (_, at) => tidy(at * step)) };
}

export function drawSpreads(spreads: readonly Spread[], { most }: Scale): DrawnSpread[] {
  const place = (value: number) => (100 * Math.min(Math.max(value, 0), most)) / most;
  return spreads.map((spread) => {
    const [from, to] = spread.interval ?? [spread.value, spread.value];
    return { ...spread, at: place(spread.value), from: place(from), to: place(to) };
  });
}

/** The least of 1, 2, 2.5, 5 times a power of ten that is not below a number. */
function niceStep(least: number): number {
  if (!(least > 0)) return 0.25;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 2.5, 5, 10]
    .map((factor) => factor * power)
    .find((each) => each >= least * (1 - 1e-9));
  return tidy(step ?? 10 * power);
}

/** Without what adding tenths leaves behind. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** Shares with as many digits as tell them apart. */
export function share(value: number): string {
  const digits = value !== 0 && Math.abs(value) < 0.02 ? 4 : 3;
  return value
    .toFixed(digits)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}
