import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, combined } from "./money";

const usd = { currency: "USD", status: null, pooled: false };

describe("amounts together", () => {
  it("are added within a currency and a status only, pooled ones not at all", () => {
    const all = combined([
      {
        sums: [
          { ...usd, amount: "10.5", count: 1 },
          { ...usd, amount: "7", count: 1, pooled: true },
        ],
        amounts: { known: 2, of: 5 },
      },
      {
        sums: [
          { ...usd, amount: "0.25", count: 2 },
          { ...usd, amount: "3", count: 1, currency: "EUR" },
          { ...usd, amount: "7", count: 1, pooled: true },
        ],
        amounts: { known: 4, of: 4 },
      },
    ]);
    expect(all.sums.map(({ amount, currency, count }) => [amount, currency, count])).toEqual([
      ["10.75", "USD", 3],
      ["3", "EUR", 1],
    ]);
    expect(all.pooled).toHaveLength(2);
    expect(all.amounts).toEqual({ known: 6, of: 9 });
  });

  it("are exact to the last digit", () => {
    const cents = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
    const text = (value: bigint) => {
      const digits = (value < 0n ? -value : value).toString().padStart(3, "0");
      return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
    };
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(add(text(a), text(b))).toBe(text(a + b));
      }),
    );
  });
});
