import { describe, expect, it } from "vitest";
import type { ChanceSummary, Overlap } from "../api/types";
import { overlapOf, thing } from "../charts/testing";
import { severalSentence, twoSentence } from "./compare";
import {
  chanceSentence,
  columnWords,
  combinationsSentence,
  overlapCaution,
  pairsSentence,
  portfolioWords,
  probability,
} from "./overlap";

const funders = { between: "funders", by: "recipients" } as const;
const words = portfolioWords(funders);
const item = (id: string) => ({ id, name: id });
const chance: ChanceSummary = {
  after_correction: { more: 0, less: 0 },
  before_correction: { more: 1, less: 0 },
  level: 0.05,
  supposes: "all as likely",
  tested: "all",
  tests: 3,
  why: "asked for",
};

describe("overlap in words", () => {
  it("does not find overlap where fewer than two funders are known", () =>
    expect(pairsSentence(overlapOf(["a"], []), words)).toContain("nothing can overlap"));

  it("names the pair that shares most, also where another comes first", () =>
    expect(
      pairsSentence(
        overlapOf(
          ["a", "b", "c"],
          [
            ["a", "b", 1],
            ["b", "c", 3],
          ],
        ),
        words,
      ),
    ).toBe(
      "2 pairs of 3 funders have at least one thing in common. Most is shared by b and c: 3.",
    ));

  it("says what is unknown of those compared", () => {
    const answer: Overlap = { ...overlapOf(["a"], []), holders: { known: 1, of: 4 } };
    expect(overlapCaution(answer, funders, words).join(" ")).toContain(
      "1 of 4 funders have at least one known thing; of the others nothing is known",
    );
  });

  it("says that what cannot be told from chance is not therefore nothing", () => {
    const said = chanceSentence(chance, { name: "fdsm", seed: 1, samples: 100 }, [
      { verdict: "no_test" },
      { verdict: "cannot_be_told" },
    ]);
    expect(said).toContain("which is not to say that there is no overlap");
    expect(said).toContain("Held against fdsm, seed 1, 100 samples: all as likely.");
    expect(said).toContain("Of 1 listed pair no test is possible");
  });

  it("counts pairs that are told from chance in their direction", () =>
    expect(
      chanceSentence({ ...chance, after_correction: { more: 2, less: 1 } }, { name: "sdsm" }, []),
    ).toContain("2 pairs share more and 1 pair shares less than chance."));

  it("never writes a probability of 0", () => {
    expect(probability(0)).toBe("< 0.0001");
    expect(probability(0.64)).toBe("0.640");
    expect(probability(1)).toBe("1.000");
  });

  it("tells a combination apart from its larger ones", () => {
    const column = { of: ["a", "b"], exclusive: [item("x")], atLeast: [item("x"), item("y")] };
    expect(columnWords(column, ["A", "B"], words)).toBe(
      "A and B both support 2 things; 1 of them is with exactly these among the funders shown.",
    );
  });

  it("says how much is with two or more, and of how many sets", () => {
    const sets = ["a", "b"].map((id) => ({ holder: thing(id, "organization"), size: 2 }));
    const columns = [
      { of: ["a"], exclusive: [item("x")], atLeast: [item("x"), item("y")] },
      { of: ["a", "b"], exclusive: [item("y")], atLeast: [item("y")] },
    ];
    expect(combinationsSentence({ sets, columns }, 5, words)).toBe(
      "Of 2 things that 2 of 5 funders are known to support, 1 is with two or more of them. The largest combination is a and b: 1 with exactly these.",
    );
  });
});

describe("a comparison in words", () => {
  it("says what both have of what either has", () =>
    expect(twoSentence(["A", "B"], { only_a: 3, both: 2, only_b: 1 }, words)).toBe(
      "A and B both support 2 of the 6 things of either.",
    ));

  it("never makes a zero of what is not known", () => {
    expect(twoSentence(["A", "B"], { only_a: 0, both: 0, only_b: 0 }, words)).toContain(
      "nothing can be compared",
    );
    expect(twoSentence(["A", "B"], { only_a: 2, both: 0, only_b: 1 }, words)).toContain(
      "none is known that both A and B support",
    );
    expect(severalSentence(["A", "B", "C"], 0, 4, words)).toContain("none known of the 4 things");
  });
});
