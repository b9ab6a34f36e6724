import * as fc from "fast-check";
import { expect, it } from "vitest";
import { fateParts } from "./exit";

it("lays the fates end to end over the whole bar", () => {
  const n = fc.nat(5000);
  const fates = fc.record({ lost: n, weakened: n, untouched: n, unknown: n });
  fc.assert(
    fc.property(fates, (fates) => {
      const parts = fateParts(fates);
      const all = Object.values(fates).reduce((sum, each) => sum + each, 0);
      let end = 0;
      for (const { from, width } of parts) {
        expect(from).toBeCloseTo(end, 6);
        end = from + width;
      }
      expect(end).toBeCloseTo(all === 0 ? 0 : 100, 6);
    }),
  );
});
