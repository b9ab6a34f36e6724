/** What the ties of a thing make it, and what its page has to say. */
import type { EntityAnswer } from "../../api/types";

export type Role = "funder" | "lead" | "partner";

export const SECTIONS = [
  "overview",
  "portfolio",
  "cofunders",
  "only",
  "who-works",
  "funders-here",
  "suggested",
  "milestones",
  "stages",
  "gaps",
  "together",
  "ego",
  "ties",
  "history",
  "facts",
] as const;

export type Section = (typeof SECTIONS)[number];

/** Statuses by which somebody asks, or is refused, and funds nothing. */
const NO_SUPPORT: ReadonlySet<string> = new Set(["requested", "declined"]);

/** Roles by its ties, of an organization alone. */
export function rolesOf({ entity, ties }: EntityAnswer): Role[] {
  if (entity.kind !== "organization") return [];
  const from = ties.filter((tie) => tie.from.id === entity.id);
  const supports = from.some(
    ({ kind, funding }) =>
      kind === "funds" && !NO_SUPPORT.has(funding?.status[0]?.value ?? "unknown"),
  );
  const roles: [Role, boolean][] = [
    ["funder", supports],
    ["lead", from.some(({ kind }) => kind === "leads")],
    ["partner", from.some(({ kind }) => kind === "partners")],
  ];
  return roles.filter(([, has]) => has).map(([role]) => role);
}

export function isFunder(answer: EntityAnswer): boolean {
  return rolesOf(answer).includes("funder");
}

/** The parts of its page, in their order. */
export function sectionsOf(answer: EntityAnswer): Section[] {
  const rest: Section[] = ["ties", "milestones", "history", "facts"];
  if (answer.entity.kind === "initiative") {
    return ["overview", "suggested", "stages", "ego", ...rest];
  }
  if (answer.entity.kind === "goal") {
    return ["who-works", "funders-here", "stages", "gaps", "together", "ties", "history", "facts"];
  }
  if (isFunder(answer)) return ["portfolio", "cofunders", "only", "suggested", "ego", ...rest];
  return answer.entity.kind === "organization" ? ["suggested", "ego", ...rest] : rest;
}
