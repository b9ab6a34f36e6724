import { describe, expect, it } from "vitest";
import { buildMatrix, type MatrixConfig, topChoices } from "./matrix";
import { overlapOf } from "./testing";

const config: MatrixConfig = { top: 10, order: "name", show: "both" };
const overlap = overlapOf(
  ["b", "a", "c"],
  [
    ["a", "b", 4],
    ["b", "c", 2],
  ],
);

describe("the overlap matrix", () => {
  it("shows the count below the diagonal and Jaccard above", () => {
    const [a, b] = buildMatrix(overlap, config).rows;
    expect(b?.cells[0]).toMatchObject({ state: "shared", measure: "shared", value: 4 });
    expect(a?.cells[1]).toMatchObject({ state: "shared", measure: "jaccard", value: 0.25 });
    expect(a?.cells[0]).toEqual({ state: "self", supports: 10 });
  });

  it("shows one measure on both sides when asked", () => {
    const [a] = buildMatrix(overlap, { ...config, show: "shared" }).rows;
    expect(a?.cells[1]).toMatchObject({ measure: "shared", value: 4 });
  });

  it("calls a pair without shared support none known, never zero", () => {
    const [a] = buildMatrix(overlap, config).rows;
    expect(a?.cells[2]).toEqual({ state: "none_known" });
  });

  it("does not say none known of a pair that the answer may have left out", () => {
    const cut = overlapOf(["a", "b", "c"], [["a", "b", 4]], 2);
    expect(buildMatrix(cut, config).rows[0]?.cells[2]).toEqual({ state: "not_listed" });
  });

  it("puts alike funders beside each other, whatever order they come in", () => {
    const pairs = [
      ["a", "d", 8],
      ["b", "c", 8],
      ["a", "b", 1],
    ] as const;
    const order = (funders: string[]) =>
      buildMatrix(overlapOf(funders, pairs), { ...config, order: "similar" }).rows.map(
        ({ funder }) => funder.id,
      );
    expect(order(["a", "b", "c", "d"])).toEqual(order(["d", "c", "b", "a"]));
    expect(order(["a", "b", "c", "d"]).join("")).toMatch(/ad|da/);
    expect(order(["a", "b", "c", "d"]).join("")).toMatch(/bc|cb/);
  });

  it("compares the funders that support most", () => {
    expect(buildMatrix(overlap, { ...config, top: 2 }).rows.map(({ funder }) => funder.id)).toEqual(
      ["a", "b"],
    );
  });

  it("offers only as many funders as there are", () => {
    expect(topChoices(5)).toEqual([5]);
    expect(topChoices(25)).toEqual([12, 20, 25]);
    expect(topChoices(500)).toEqual([12, 20, 30, 40, 60]);
  });
});
