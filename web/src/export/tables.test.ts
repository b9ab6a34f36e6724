import { expect, it } from "vitest";
import type { InitiativeRow, Tie } from "../api/types";
import { csv } from "./csv";
import { initiativesTable, tiesTable } from "./tables";

const bare: InitiativeRow = {
  id: "a",
  name: "A",
  part_of: [],
  goals: [],
  leads: [],
  funders: [],
  received: { sums: [], amounts: { known: 0, of: 0 } },
  milestones: 0,
  milestones_met: 0,
  linked_initiatives: 0,
  terms: [],
};

it("leaves empty what is unknown, and writes no zero for it", () => {
  const [, row] = csv(initiativesTable([bare])).split("\r\n");
  expect(row).toBe("a,A,,,,,,,,,,,,,,");
});

it("says of what was concluded that no source states it", () => {
  const goal = { id: "g", kind: "goal" as const, name: "G, of all" };
  const row = { ...bare, goals: [{ goal, confidence: "inferred" as const }] };
  expect(csv(initiativesTable([row]))).toContain('"G, of all (by inference)"');
});

it("keeps every digit of an amount", () => {
  const end = { id: "a", kind: "organization" as const, name: "A" };
  const provenance = { source: "s", confidence: "reported" as const };
  const tie = (amount: string): Tie => ({
    id: "t",
    kind: "funds",
    from: end,
    to: end,
    date: [],
    stated: [provenance],
    terms: [],
    confidence: "reported",
    funding: {
      amount: [{ value: { amount, currency: "USD", pooled: false }, provenance }],
      status: [],
    } as unknown as NonNullable<Tie["funding"]>,
  });
  for (const amount of ["70518998.13", "900719925474099312345.67", "10.00"]) {
    expect(csv(tiesTable([tie(amount)]))).toContain(`,${amount},USD`);
  }
});
