import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { portfolioWords } from "../text/overlap";
import Matrix from "./Matrix.svelte";
import { overlapOf } from "./testing";

afterEach(cleanup);

const portfolio = portfolioWords({ between: "funders", by: "recipients" });
const named = { portfolio, kind: "organization" } as const;
const overlap = overlapOf(["a", "b", "c"], [["a", "b", 4]]);

function show() {
  const onSelect = vi.fn();
  render(Matrix, {
    ...named,
    overlap,
    onSelect,
    href: ({ id }) => `/e/now/organizations/${id}`,
    order: "name",
  });
  return { onSelect, grid: screen.getByRole("grid") };
}

async function press(key: string, held = {}) {
  const active = document.activeElement;
  if (active) await fireEvent.keyDown(active, { key, ...held });
}

describe("the matrix on the page", () => {
  it("is one tab stop", () => {
    const { grid } = show();
    const stops = [...grid.querySelectorAll<HTMLElement>("td, a")].filter(
      ({ tabIndex }) => tabIndex === 0,
    );
    expect(stops).toHaveLength(1);
  });

  it("moves by arrows and opens a pair with Enter", async () => {
    const { onSelect, grid } = show();
    grid.querySelector<HTMLElement>("[tabindex='0']")?.focus();
    await press("Home", { ctrlKey: true });
    expect(document.activeElement?.textContent).toBe("a");
    await press("ArrowDown");
    await press("ArrowRight");
    expect(document.activeElement?.textContent).toContain("4");
    await press("Enter");
    expect(onSelect).toHaveBeenCalledExactlyOnceWith("b", "a");
  });

  it("says none known instead of a zero", () => {
    const { grid } = show();
    const [, , c] = within(grid).getAllByRole("row").slice(1);
    expect(
      c &&
        within(c)
          .getAllByRole("gridcell")
          .map((cell) => cell.textContent?.trim()),
    ).toEqual(["none known", "none known", "supports 1010"]);
  });

  it("reads the focused pair out in a sentence", async () => {
    const { grid } = show();
    grid.querySelector<HTMLElement>("[tabindex='0']")?.focus();
    await press("End");
    expect(screen.getByText("b and c: nothing that both support is known.")).toBeTruthy();
  });

  it("has a twin with the same numbers and links", async () => {
    show();
    await fireEvent.click(screen.getByRole("button", { name: "Table" }));
    const row = screen.getAllByRole("row")[1];
    expect(
      row &&
        within(row)
          .getAllByRole("cell")
          .map((cell) => cell.textContent?.trim()),
    ).toEqual(["b", "4", "0.25", "0.40", "4.00", "a-b-0, a-b-1, a-b-2, a-b-3"]);
    expect(screen.getByRole("link", { name: "a-b-0" }).getAttribute("href")).toBe(
      "/e/now/organizations/a-b-0",
    );
  });

  it("changes to the table and back by a key", async () => {
    const { grid } = show();
    grid.querySelector<HTMLElement>("[tabindex='0']")?.focus();
    await press("t");
    expect(screen.queryByRole("grid")).toBeNull();
  });

  it("says that the answer was cut, and calls no absent pair empty", () => {
    const cut = overlapOf(["a", "b", "c"], [["a", "b", 4]], 2);
    render(Matrix, { ...named, overlap: cut, onSelect: vi.fn(), href: () => "" });
    expect(screen.getByText(/1 of 2 pairs that share something/)).toBeTruthy();
    expect(screen.queryByText("none known")).toBeNull();
  });

  it("says so where no funder is known", () => {
    render(Matrix, { ...named, overlap: overlapOf([], []), onSelect: vi.fn(), href: () => "" });
    expect(screen.getByText(/No funder is known/)).toBeTruthy();
  });
});
