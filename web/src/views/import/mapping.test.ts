import { expect, it } from "vitest";
import { answer, choose, isEmpty, parseMapping } from "./mapping";

it("gives a column one meaning, and a meaning one column", () => {
  const first = choose({}, "Geber", "funder");
  expect(first).toEqual({ columns: { funder: "Geber" } });
  expect(choose(first, "Stiftung", "funder")).toEqual({ columns: { funder: "Stiftung" } });
  expect(choose(first, "geber", "recipient")).toEqual({ columns: { recipient: "geber" } });
});

it("lets a column be left out and taken in again", () => {
  const without = choose({ columns: { amount: "Sum" } }, "Sum", null);
  expect(without).toEqual({ ignore: ["Sum"] });
  expect(choose(without, "Sum", "amount")).toEqual({ columns: { amount: "Sum" } });
});

it("keeps what else a saved mapping says", () => {
  const saved = { verbs: { backs: { kind: "funds", reason: "it does" } }, currency: "EUR" };
  expect(choose(saved, "Who", "funder")).toEqual({ ...saved, columns: { funder: "Who" } });
  expect(answer(saved, "currency", " usd ")).toEqual({ ...saved, currency: "USD" });
  expect(isEmpty(answer({ funder: "A" }, "funder", "  "))).toBe(true);
});

it("takes an object for a mapping and nothing else", () => {
  expect(parseMapping('{"funder": "A"}')).toEqual({ funder: "A" });
  expect(parseMapping("[1]")).toBeNull();
  expect(parseMapping("funder,recipient")).toBeNull();
});
