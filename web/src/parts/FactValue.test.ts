import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { afterEach, expect, it } from "vitest";
import type { Confidence, Fact, Source } from "../api/types";
import FactValue from "./FactValue.svelte";

afterEach(cleanup);

const sources: Record<string, Source> = {
  guide: { id: "guide", title: "The guide", url: "https://example.org/guide" },
  odd: { id: "odd", title: "Odd", url: "javascript:alert(1)" },
};

function fact(value: string, source = "guide", confidence: Confidence = "verified"): Fact<string> {
  return {
    value,
    provenance: { source, confidence, line: 7, as_of: "2019-03", note: "as printed" },
  };
}

function show(facts: Fact<string>[]) {
  const value = createRawSnippet((text: () => string) => ({ render: () => `<b>${text()}</b>` }));
  return render(FactValue, { what: "the name", facts, sources, value } as never);
}

it("says unknown where no fact is known", () => {
  show([]);
  expect(screen.getByText("unknown")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});

it("shows its source one click away, with line, date and note, and Escape closes it", async () => {
  show([fact("Lumina")]);
  const button = screen.getByRole("button", { name: "Sources of the name: 1 source" });
  expect(screen.queryByRole("link")).toBeNull();
  await fireEvent.click(button);
  expect(screen.getByRole("link", { name: "The guide" }).getAttribute("href")).toBe(
    "https://example.org/guide",
  );
  const note = document.querySelector(".note")?.textContent ?? "";
  for (const part of ["verified", "as of March 2019", "line 7", "“as printed”"]) {
    expect(note).toContain(part);
  }
  await fireEvent.keyDown(button, { key: "Escape" });
  expect(button.getAttribute("aria-expanded")).toBe("false");
});

it("puts conflicting facts side by side and says which is preferred", async () => {
  show([fact("Lumina"), fact("Lumina Foundation", "odd", "reported")]);
  await fireEvent.click(screen.getByRole("button", { name: /2 sources, they differ/ }));
  const note = document.querySelector(".note")?.textContent ?? "";
  expect(note).toContain("Lumina (preferred)");
  expect(note).toContain("Lumina Foundation");
  expect(note).toContain("Sources differ");
});

it("marks what was inferred with a word", () => {
  show([fact("G1", "guide", "inferred")]);
  expect(screen.getByText("≈ inferred")).toBeTruthy();
});

it("never makes a link of an address that is not of the web", async () => {
  show([fact("Lumina", "odd")]);
  await fireEvent.click(screen.getByRole("button"));
  expect(screen.queryByRole("link")).toBeNull();
  expect(document.querySelector(".note")?.textContent).toContain("Odd");
});
