import { expect, it } from "vitest";
import { count, list, money, ofAll, percent, sum } from "./numbers";

it("counts one as one", () => {
  expect(count(1, "tie", "ties")).toBe("1 tie");
  expect(count(1200, "tie", "ties")).toBe("1,200 ties");
  expect(ofAll({ known: 17, of: 57 })).toBe("17 of 57");
});

it("has no share of nothing, and never rounds to all or none", () => {
  expect(percent({ known: 0, of: 0 })).toBeNull();
  expect(percent({ known: 0, of: 5 })).toBe("0 %");
  expect(percent({ known: 1, of: 1000 })).toBe("less than 1 %");
  expect(percent({ known: 999, of: 1000 })).toBe("99 %");
  expect(percent({ known: 17, of: 57 })).toBe("30 %");
});

it("keeps every digit of an amount", () => {
  expect(money({ amount: "25420000", currency: "USD" })).toBe("USD 25,420,000");
  expect(money({ amount: "-1234.56", currency: "EUR" })).toBe("EUR −1,234.56");
  expect(money({ amount: "100", currency: "XXX" })).toBe("100 (currency not stated)");
  expect(sum({ amount: "1000", currency: "USD", status: "awarded", pooled: true, count: 2 })).toBe(
    "USD 1,000 (awarded, pooled, 2 amounts)",
  );
});

it("lists", () => {
  expect(list(["a"])).toBe("a");
  expect(list(["a", "b", "c"])).toBe("a, b and c");
});
