/** When the filters leave nothing: which of them to drop. */
import { type Narrowing, narrowing, without } from "./filters";
import type { Place } from "./place";

/** How much a view would show at a place. */
export type CountAt = (place: Place, signal: AbortSignal) => Promise<number>;

/** A filter, the place without it, and how much is there. */
export interface Loosened extends Narrowing {
  to: Place;
  count: number;
}

/** So many filters are tried; each is a question to the server. */
const MOST = 6;

/** The filter whose removal brings most back; `null` when no single one brings anything. */
export async function tightest(
  place: Place,
  countAt: CountAt,
  signal: AbortSignal,
): Promise<Loosened | null> {
  const tried = await Promise.allSettled(
    narrowing(place)
      .slice(0, MOST)
      .map(async (filter): Promise<Loosened> => {
        const to = without(place, filter.word);
        return { ...filter, to, count: await countAt(to, signal) };
      }),
  );
  return tried
    .flatMap((each) => (each.status === "fulfilled" ? [each.value] : []))
    .reduce<Loosened | null>((best, each) => (each.count > (best?.count ?? 0) ? each : best), null);
}
