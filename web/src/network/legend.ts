/** The entries of the legend, which is a filter too: pressed is shown, released is faded. */

import type { EntityKind } from "../api/types";
import type { NetworkGraph } from "./graph";
import { type NetworkView, UNKNOWN_GOAL } from "./scene";

/** A kind or a goal, how many nodes have it, and whether they are shown. */
export interface LegendEntry<Key> {
  key: Key;
  count: number;
  shown: boolean;
}

/** A goal has its place in the list of goals besides; -1 is no known goal. */
export interface GoalEntry extends LegendEntry<string> {
  goal: number;
}

const KINDS: readonly EntityKind[] = ["initiative", "organization", "goal", "publication"];

/** The kinds on the map. */
export function kindEntries(graph: NetworkGraph, view: NetworkView): LegendEntry<EntityKind>[] {
  return KINDS.map((key) => ({
    key,
    count: graph.kinds.filter((kind) => kind === key).length,
    shown: !view.hiddenKinds.includes(key),
  })).filter(({ count }) => count > 0);
}

/** The goals in their order, and what serves no known goal, where there is any. */
export function goalEntries(graph: NetworkGraph, view: NetworkView): GoalEntry[] {
  return [...graph.goals, UNKNOWN_GOAL]
    .map((key, at) => {
      const goal = key === UNKNOWN_GOAL ? -1 : at;
      const count = graph.goal.filter((each) => each === goal).length;
      return { key, goal, count, shown: !view.hiddenGoals.includes(key) };
    })
    .filter(({ count }) => count > 0);
}

/** The view after a kind of the legend was pressed. */
export function toggleKind(view: NetworkView, kind: EntityKind): NetworkView {
  return { ...view, hiddenKinds: toggled(view.hiddenKinds, kind) };
}

/** The view after a goal of the legend was pressed. */
export function toggleGoal(view: NetworkView, goal: string): NetworkView {
  return { ...view, hiddenGoals: toggled(view.hiddenGoals, goal) };
}

function toggled<Item>(items: readonly Item[], item: Item): Item[] {
  return items.includes(item) ? items.filter((each) => each !== item) : [...items, item];
}
