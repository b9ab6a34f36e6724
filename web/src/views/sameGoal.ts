/** The ties between initiatives that serve the same goal: the list behind that number. */
import { api, type Scope } from "../api/client";

/** The word for it in `known=`. */
export const SAME_GOAL = "same-goal";

export async function tiesWithinGoals(scope: Scope, signal: AbortSignal): Promise<Set<string>> {
  const [{ pairs }, { items }] = await Promise.all([
    api.coordination(scope, signal),
    api.initiatives(scope, signal),
  ]);
  const goals = new Map(items.map((row) => [row.id, row.goals.map(({ goal }) => goal.id)]));
  const alike = pairs.filter(({ a, b }) =>
    goals.get(a.id)?.some((goal) => goals.get(b.id)?.includes(goal)),
  );
  return new Set(alike.flatMap(({ ties }) => ties));
}
