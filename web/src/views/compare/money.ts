/** Amounts of several sides together, without adding what must not be added. */
import type { Known, MoneySum, MoneyTotals } from "../../api/types";

export interface CombinedMoney {
  /** Sums of the same currency and status, added to the last digit. */
  sums: MoneySum[];
  /** Pooled sums as each side has them: they may be the same money, so they are not added. */
  pooled: MoneySum[];
  amounts: Known;
}

/** What is known of all sides together. */
export function combined(sides: readonly MoneyTotals[]): CombinedMoney {
  const all = sides.flatMap(({ sums }) => sums);
  const sums = new Map<string, MoneySum>();
  for (const sum of all.filter(({ pooled }) => !pooled)) {
    const key = `${sum.currency} ${sum.status ?? ""}`;
    const before = sums.get(key);
    sums.set(
      key,
      before
        ? { ...before, amount: add(before.amount, sum.amount), count: before.count + sum.count }
        : sum,
    );
  }
  return {
    sums: [...sums.values()],
    pooled: all.filter(({ pooled }) => pooled),
    amounts: {
      known: sides.reduce((total, { amounts }) => total + amounts.known, 0),
      of: sides.reduce((total, { amounts }) => total + amounts.of, 0),
    },
  };
}

/** Two decimal numbers added exactly: amounts are facts, and floating point would round them. */
export function add(a: string, b: string): string {
  const places = Math.max(fraction(a).length, fraction(b).length);
  const total = scaled(a, places) + scaled(b, places);
  const sign = total < 0n ? "-" : "";
  const digits = (total < 0n ? -total : total).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-places)}`;
}

function fraction(amount: string): string {
  return amount.split(".")[1] ?? "";
}

function scaled(amount: string, places: number): bigint {
  return BigInt(amount.split(".")[0] + fraction(amount).padEnd(places, "0"));
}
