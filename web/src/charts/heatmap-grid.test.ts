import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import HeatMap from "./HeatMap.svelte";
import { cellOf, gapsOf } from "./testing";

afterEach(cleanup);

const gaps = gapsOf([
  [cellOf("covered", 2, 1), cellOf("known_empty", 0)],
  [cellOf("unknown", null, 3), cellOf("impossible")],
]);

function show(props = {}) {
  const onSelect = vi.fn();
  render(HeatMap, { gaps, onSelect, href: ({ id }) => `/x/${id}`, ...props });
  return { onSelect, grid: screen.getByRole("grid") };
}

function start(grid: HTMLElement) {
  grid.querySelector<HTMLElement>("[tabindex='0']")?.focus();
}

async function press(key: string) {
  if (document.activeElement) await fireEvent.keyDown(document.activeElement, { key });
}

describe("the heat map on the page", () => {
  it("tells the four states apart by sign, words and pattern", () => {
    const cells = within(show().grid).getAllByRole("gridcell");
    expect(cells.map((cell) => cell.querySelector(".count")?.textContent)).toEqual([
      "2",
      "0",
      "?",
      "–",
    ]);
    expect(cells.map(({ classList }) => classList[0])).toEqual([
      "seq-5",
      "pattern-hatched",
      "pattern-dotted",
      "pattern-crossed",
    ]);
    expect(cells[2]?.textContent).toContain("unknown: nobody is known to be here; 3 more may be.");
  });

  it("lists who is there with Enter and comes back with Escape", async () => {
    const { onSelect, grid } = show({ least: false });
    start(grid);
    await press("Enter");
    expect(onSelect).toHaveBeenCalledExactlyOnceWith("goal 1,1");
    await vi.waitFor(() => expect(document.activeElement?.tagName).toBe("H3"));
    expect(screen.getByRole("link", { name: "covered-1" }).getAttribute("href")).toBe(
      "/x/covered-1",
    );
    await press("Escape");
    expect(document.activeElement?.getAttribute("role")).toBe("gridcell");
    expect(screen.queryByRole("link", { name: "covered-1" })).toBeNull();
  });

  it("marks each member that was placed by inference, in the list and in the twin", async () => {
    const cell = cellOf("covered", 2);
    const [sure, guessed] = cell.initiatives;
    if (!sure || !guessed) throw new Error("a cell of two has two members");
    const inferred = { ...cell, inferred: 1, initiatives: [sure, { ...guessed, inferred: true }] };
    show({ gaps: gapsOf([[inferred]]), least: false });
    await fireEvent.click(screen.getByRole("gridcell"));
    const items = within(screen.getByRole("list", { name: /goal 1/ })).getAllByRole("listitem");
    expect(items.map(({ textContent }) => textContent)).toEqual([
      "covered-0",
      "covered-1 ≈ inferred",
    ]);
    await fireEvent.click(screen.getByRole("button", { name: "Table" }));
    expect(screen.getByRole("link", { name: "covered-1 ≈ inferred" })).toBeTruthy();
  });

  it("reaches every cell and every goal by arrows", async () => {
    const { grid } = show();
    start(grid);
    const seen = new Set<Element | null>();
    for (const key of [
      "ArrowLeft",
      "ArrowRight",
      "ArrowRight",
      "ArrowDown",
      "ArrowLeft",
      "ArrowLeft",
    ]) {
      await press(key);
      seen.add(document.activeElement);
    }
    expect(seen.size).toBe(6);
    expect(document.activeElement?.getAttribute("href")).toBe("/x/goal 2");
  });

  it("calls more a gap when the threshold is raised", async () => {
    show();
    const least = screen.getByRole("region", { name: "Least covered combinations" });
    expect(within(least).getAllByRole("listitem")).toHaveLength(2);
    await fireEvent.input(screen.getByRole("spinbutton"), { target: { value: "3" } });
    expect(within(least).getAllByRole("listitem")).toHaveLength(3);
  });

  it("has a twin that says unknown where the count is", async () => {
    show();
    await fireEvent.click(screen.getByRole("button", { name: "Table" }));
    const counts = screen
      .getAllByRole("row")
      .slice(1)
      .map((row) => within(row).getAllByRole("cell")[2]?.textContent?.trim());
    expect(counts).toEqual(["2", "0", "unknown", "–"]);
  });
});
