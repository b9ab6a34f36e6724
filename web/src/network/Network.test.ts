import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Network from "./Network.svelte";
import { layoutOf, randomLayout } from "./testing";

/** jsdom has no layout to observe. */
class NoResize {
  observe() {}
  unobserve() {}
  disconnect() {}
}

/** A context that takes every stroke and draws nothing. */
function blankContext() {
  return new Proxy(
    { measureText: (text: string) => ({ width: text.length * 7 }) },
    {
      get: (target, name) => Reflect.get(target, name) ?? (() => {}),
      set: () => true,
    },
  );
}

const canvas = { works: true };

beforeEach(() => {
  vi.stubGlobal("ResizeObserver", NoResize);
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockImplementation(
    () => (canvas.works ? blankContext() : null) as never,
  );
});

afterEach(() => {
  cleanup();
  canvas.works = true;
  vi.unstubAllGlobals();
});

const layout = layoutOf(
  [
    [0, 0],
    [10, 0],
    [20, 0],
    [10, 10],
  ],
  [
    [0, 1, 1],
    [0, 3, 4],
    [1, 2, 1],
  ],
);

function show(props = {}) {
  const onSelect = vi.fn();
  const onMode = vi.fn();
  const onView = vi.fn();
  const onCenter = vi.fn();
  const heard = { onSelect, onMode, onView, onCenter };
  const { rerender } = render(Network, { layout, mode: "two", ...heard, ...props });
  return { ...heard, rerender };
}

const list = () => screen.getByRole("listbox", { name: /All on the map/ });
const map = () => screen.getByRole("listbox", { name: /^Map/ });
const active = (box: HTMLElement) =>
  document.getElementById(box.getAttribute("aria-activedescendant") ?? "")?.textContent?.trim();

describe("the network on the page", () => {
  it("lists everything with its kind, links and goal", () => {
    show({ goalNames: { "goal-a": "Transparency" } });
    const options = within(list()).getAllByRole("option");
    expect(options).toHaveLength(4);
    expect(options[0]?.getAttribute("aria-label")).toBe(
      "node 0, initiative, 2 links, goal: Transparency",
    );
  });

  it("says of a goal that it was inferred, in the list, on the map and in the legend", async () => {
    const guessed = { ...layout, goal_inferred: layout.ids.map((_, at) => at === 0) };
    show({ layout: guessed, goalNames: { "goal-a": "Transparency" } });
    const first = within(list()).getAllByRole("option")[0];
    expect(first?.getAttribute("aria-label")).toContain("goal: Transparency (≈ inferred)");
    expect(first?.textContent).toContain("≈ inferred");
    await fireEvent.keyDown(map(), { key: "Home" });
    expect(active(map())).toContain("(≈ inferred)");
    expect(screen.getByText(/≈ dashed outline: goal inferred/)).toBeTruthy();
  });

  it("goes by arrows to the nearest in that direction, and shows the same in the list", async () => {
    show();
    await fireEvent.keyDown(map(), { key: "Home" });
    await fireEvent.keyDown(map(), { key: "ArrowRight" });
    expect(active(map())).toContain("node 1");
    await fireEvent.keyDown(map(), { key: "ArrowDown" });
    expect(active(map())).toContain("node 3");
    expect(active(list())).toContain("node 3");
  });

  it("goes through the neighbours by n and p, the heaviest link first", async () => {
    show();
    await fireEvent.keyDown(map(), { key: "Home" });
    await fireEvent.keyDown(map(), { key: "n" });
    expect(active(map())).toContain("node 3");
    await fireEvent.keyDown(map(), { key: "n" });
    expect(active(map())).toContain("node 1");
    await fireEvent.keyDown(map(), { key: "p" });
    expect(active(map())).toContain("node 3");
  });

  it("opens with Enter, and Escape closes before it leaves", async () => {
    const { onSelect, rerender } = show();
    map().focus();
    await fireEvent.keyDown(map(), { key: "Home" });
    await fireEvent.keyDown(map(), { key: "Enter" });
    expect(onSelect).toHaveBeenLastCalledWith("n0");
    await rerender({ selected: "n0" });
    await fireEvent.keyDown(map(), { key: "Escape" });
    expect(onSelect).toHaveBeenLastCalledWith(null);
    expect(document.activeElement).toBe(map());
    await rerender({ selected: null });
    await fireEvent.keyDown(map(), { key: "Escape" });
    expect(document.activeElement).toBe(document.body);
  });

  it("goes down the list in its order", async () => {
    show();
    list().focus();
    await fireEvent.keyDown(list(), { key: "ArrowDown" });
    expect(active(list())).toContain("node 1");
    await fireEvent.keyDown(list(), { key: "End" });
    expect(active(list())).toContain("node 3");
  });

  it("lists only what a filter leaves", () => {
    show({ matching: new Set(["n1", "n2"]) });
    expect(within(list()).getAllByRole("option")).toHaveLength(2);
    expect(screen.getByRole("status").textContent).toBe("2 of 4");
  });

  it("fades by the legend", async () => {
    const { onView, rerender } = show();
    const unknown = screen.getByRole("button", { name: /no known goal/ });
    await fireEvent.click(unknown);
    const [view] = onView.mock.lastCall ?? [];
    expect(view.hidden).toEqual(["no-goal"]);
    await rerender({ view });
    expect(unknown.getAttribute("aria-pressed")).toBe("false");
    expect(within(list()).getAllByRole("option")).toHaveLength(3);
  });

  it("shows what is around the focused one by a full stop", async () => {
    const { onCenter } = show();
    await fireEvent.keyDown(map(), { key: "Home" });
    await fireEvent.keyDown(map(), { key: "." });
    expect(onCenter).toHaveBeenLastCalledWith("n0");
  });

  it("finds in the list by what is typed", async () => {
    show();
    await fireEvent.input(screen.getByRole("searchbox"), { target: { value: "NODE 2" } });
    expect(within(list()).getAllByRole("option")).toHaveLength(1);
  });

  it("keeps few rows of a long list in the page", () => {
    show({ layout: randomLayout(5000, 3) });
    expect(within(list()).getAllByRole("option").length).toBeLessThan(40);
    expect(within(list()).getAllByRole("option")[0]?.getAttribute("aria-setsize")).toBe("5000");
  });

  it("is a list where there is no canvas", () => {
    canvas.works = false;
    show();
    expect(screen.queryByRole("listbox", { name: /^Map/ })).toBeNull();
    expect(list()).toBeTruthy();
    expect(screen.getByText(/cannot draw the map/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Zoom in" })).toBeNull();
  });

  it("says so where there is nothing", () => {
    show({ layout: layoutOf([]) });
    expect(screen.getByText(/Nothing on the map has a tie/)).toBeTruthy();
  });
});
