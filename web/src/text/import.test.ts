import { expect, it } from "vitest";
import type { ImportFile, ImportReport } from "../views/import/reasons";
import { howWritten, importSentence, madeSentence } from "./import";

it("says how a file is written, and what of that is a guess", () => {
  const file = {
    form: "delimited text",
    encoding: "windows-1252",
    encoding_guessed: true,
    delimiter: ";",
    decimal_mark: ",",
    rows: 1,
  } as ImportFile;
  expect(howWritten(file)).toBe(
    "delimited text · windows-1252 (a guess) · semicolons between cells · decimal comma · 1 row",
  );
});

it("says what an import comes to, and leaves out what is none", () => {
  const made = {
    organizations: 1,
    initiatives: 0,
    goals: 0,
    publications: 0,
    ties: 2,
    milestones: 0,
  };
  const report = { rows: 4, created: 2, matched: 1, changed: 0, refused: [{}], made };
  expect(importSentence(report as unknown as ImportReport)).toBe(
    "4 rows: 2 new, 1 already known and 1 refused.",
  );
  expect(madeSentence(report as unknown as ImportReport)).toBe("1 organization and 2 ties.");
});
