/** One generated sentence for each question and view. Each is true of the data it is given. */
import type {
  Coordination,
  EntityAnswer,
  GoalRow,
  Layout,
  Pace,
  Summary,
  TiedPair,
} from "../api/types";
import { count, number, ofAll } from "./numbers";
import type { Part, ToList } from "./parts";

/** The whole field in one breath. */
export function field(summary: Summary, to: ToList): Part[] {
  const { initiatives, organizations, goals, milestones, sources, ties } = summary;
  if (initiatives + organizations + goals === 0) return ["Nothing is known here yet."];
  const all = Object.values(ties).reduce((sum, each) => sum + each, 0);
  return [
    link(count(initiatives, "initiative", "initiatives"), to("initiatives")),
    ", ",
    link(count(organizations, "organization", "organizations"), to("organizations")),
    ", ",
    link(count(goals, "goal", "goals"), to("goals")),
    " and ",
    link(count(all, "tie", "ties"), to("ties")),
    " between them, with ",
    link(count(milestones, "milestone", "milestones"), to("milestones")),
    ", from ",
    link(count(sources, "source", "sources"), to("sources")),
    ".",
  ];
}

/** Who is working in this space? */
export function who({ organizations, initiatives, who }: Summary, to: ToList): Part[] {
  const { known, of } = who.initiatives_with_funder;
  return [
    link(count(organizations, "organization", "organizations"), to("organizations")),
    " and ",
    link(count(initiatives, "initiative", "initiatives"), to("initiatives")),
    " are on the map. ",
    link(
      count(who.funders, "organization is", "organizations are"),
      to("organizations", { role: ["funder"] }),
    ),
    " known to fund and ",
    link(number(who.leads), to("organizations", { role: ["lead"] })),
    " to lead. ",
    ...(of === 0
      ? []
      : [
          "A funder is known for ",
          link(`${ofAll({ known, of })} initiatives`, to("initiatives", { known: ["funder"] })),
          known < of ? "; for the others it is " : ".",
          ...(known < of ? [link("unknown", to("initiatives", { unknown: ["funder"] })), "."] : []),
        ]),
  ];
}

/** What are they working on? */
export function what({ goals, what }: Summary, to: ToList): Part[] {
  const { known, of } = what.initiatives_with_goal;
  const largest = [...what.by_goal].sort((a, b) => total(b) - total(a))[0];
  const inferred = what.placements_inferred;
  const parts: Part[] = [
    link(`${ofAll({ known, of })} initiatives`, to("initiatives", { known: ["goal"] })),
    " are placed under ",
    link(count(goals, "goal", "goals"), to("goals")),
    ".",
  ];
  if (largest && total(largest) > 0) {
    parts.push(` Most, ${number(total(largest))}, work toward “${largest.goal.name}”.`);
  }
  if (inferred > 0) {
    parts.push(
      " ",
      link(
        `${number(inferred)} of ${count(inferred + what.placements_stated, "placement", "placements")}`,
        to("ties", { kind: ["serves"], stated: ["no"] }),
      ),
      inferred === 1
        ? " is inferred, not stated by a source."
        : " are inferred, not stated by a source.",
    );
  }
  return parts;
}

/** How fast is the work going? */
export function howFast({ milestones, how_fast }: Summary, to: ToList): Part[] {
  if (milestones === 0)
    return ["No milestone is known; that says nothing about how fast the work goes."];
  const { met, due, missed, status_unknown, initiatives_with_milestone: having } = how_fast;
  const parts: Part[] = [
    "Of ",
    link(count(milestones, "known milestone", "known milestones"), to("milestones")),
    ", ",
    link(`${number(met)} ${met === 1 ? "is" : "are"} met`, to("milestones", { status: ["met"] })),
    `, ${number(due)} ${due === 1 ? "is" : "are"} due and ${number(missed)} ${missed === 1 ? "was" : "were"} missed`,
  ];
  if (status_unknown > 0) {
    parts.push(
      "; how ",
      link(number(status_unknown), to("milestones", { status: ["unknown"] })),
      status_unknown === 1 ? " stands is unknown" : " stand is unknown",
    );
  }
  parts.push(". ");
  if (having.known < having.of) {
    parts.push(
      "No milestone is known for ",
      link(
        count(having.of - having.known, "initiative", "initiatives"),
        to("initiatives", { unknown: ["milestone"] }),
      ),
      ": unknown, not slow.",
    );
  }
  return parts;
}

/** Are they coordinating? */
export function coordinated({ coordinated }: Summary, to: ToList): Part[] {
  const { initiatives_linked: linked, same_goal_pairs_tied: pairs, components } = coordinated;
  if (linked.of === 0) return ["There are no initiatives to look at."];
  const parts: Part[] = [
    link(`${ofAll(linked)} initiatives`, to("initiatives", { known: ["link"] })),
    " have a known tie to another",
  ];
  if (components > 0) {
    parts.push(
      `; they form ${count(components, "group", "groups")}, the largest of ${number(coordinated.largest_component)}`,
    );
  }
  parts.push(". ");
  if (linked.known < linked.of) {
    parts.push(
      link(number(linked.of - linked.known), to("initiatives", { unknown: ["link"] })),
      linked.of - linked.known === 1 ? " has no known tie. " : " have no known tie. ",
    );
  }
  if (pairs.of > 0) {
    parts.push(
      `Of ${count(pairs.of, "pair", "pairs")} that serve the same goal, `,
      link(number(pairs.known), to("pairs", { known: ["same-goal"] })),
      pairs.known === 1 ? " is known to be tied." : " are known to be tied.",
    );
  }
  return parts;
}

/** Who is tied to whom. */
export function network({ ids, links, mode }: Layout): Part[] {
  if (ids.length === 0) return ["Nothing is known that could be drawn."];
  const what = mode === "one" ? ["initiative", "initiatives"] : ["thing", "things"];
  return [
    `${count(ids.length, what[0] ?? "", what[1] ?? "")} and ${count(links.length, "link", "links")} between them. Positions are computed once and stay where they are; being near says no more than being tied to the same.`,
  ];
}

/** How late milestones were. */
export function pace({ slip }: Pace): Part[] {
  const { met, late, on_time, cannot_tell } = slip;
  if (met.known === 0) {
    return [
      "No milestone has both a due date and a date of completion: whether they are late is unknown.",
    ];
  }
  return [
    `Of ${ofAll(met)} met milestones with both dates known, ${number(on_time)} were on time, ${number(late)} late, and of ${number(cannot_tell)} the dates do not tell.`,
  ];
}

/** Initiatives that are tied to each other. */
export function tiedPairs(rows: readonly TiedPair[], narrowed: boolean, more = false): Part[] {
  const where = narrowed ? " as filtered" : "";
  const rest = more ? " There are more than one answer holds: filter for the others." : "";
  if (rows.length === 0) return [`No pair of initiatives${where} is known to be tied.${rest}`];
  const apart = rows.filter((row) => row.goals.length === 0).length;
  const least = more ? "At least " : "";
  const start = `${least}${count(rows.length, "pair", "pairs")} of initiatives${where} ${rows.length === 1 ? "is" : "are"} known to be tied.`;
  const goals = ` ${number(apart)} ${apart === 1 ? "has" : "have"} no known goal in common.`;
  return [(apart > 0 ? start + goals : start) + rest];
}

/** Coordination per goal. */
export function perGoal({ goals, confirmed }: Coordination): Part[] {
  const known = goals.filter((goal) => goal.ratio !== null && goal.ratio !== undefined);
  const best = [...known].sort((a, b) => (b.ratio ?? 0) - (a.ratio ?? 0))[0];
  const start = best
    ? `The closest tied goal is “${best.goal.name}”: ${ofAll(best.pairs_tied)} pairs are known to be tied.`
    : "No goal has two initiatives to compare.";
  const both =
    confirmed.of > 0
      ? ` ${ofAll(confirmed)} ties whose declarations are known are declared by both sides.`
      : "";
  return [start + both];
}

function total({ stated, inferred }: { stated: number; inferred: number }): number {
  return stated + inferred;
}

function link(text: string, to: string): Part {
  return { text, to };
}

/** What each directory lists, and what matters most of it. */
const directories = {
  initiatives: { one: "initiative", many: "initiatives", what: "goal" },
  organizations: { one: "organization", many: "organizations", what: "role" },
  milestones: { one: "milestone", many: "milestones", what: "status" },
  ties: { one: "tie", many: "ties", what: "date" },
  sources: { one: "source", many: "sources", what: "date" },
} as const;

export type Directory = keyof typeof directories;

/** A directory: how many, and of how many something that matters is unknown. */
export function directory(
  of: Directory,
  shown: number,
  unknown: number,
  narrowed: boolean,
): Part[] {
  const { one, many, what } = directories[of];
  const where = narrowed ? " as filtered" : "";
  if (shown === 0) return [`No ${one}${where}.`];
  const start = `${count(shown, one, many)}${where}.`;
  if (unknown === 0) return [start];
  return [
    `${start} The ${what} of ${unknown === shown ? "none of them is known" : `${number(unknown)} is unknown`}.`,
  ];
}

/** That a list is longer than what one page can hold. */
export function cut(list: { cut: boolean; items: readonly unknown[]; total: number }): Part[] {
  if (!list.cut) return [];
  return [
    ` Only the first ${number(list.items.length)} of ${number(list.total)} are here; filter for the others.`,
  ];
}

/** The goals. */
export function goals(rows: readonly GoalRow[], to: ToList): Part[] {
  if (rows.length === 0) return ["No goal is on the map."];
  const stated = rows.reduce((sum, row) => sum + row.initiatives_stated, 0);
  const inferred = rows.reduce((sum, row) => sum + row.initiatives_inferred, 0);
  return [
    `${count(rows.length, "goal", "goals")} with `,
    link(count(stated + inferred, "placement", "placements"), to("ties", { kind: ["serves"] })),
    ", of which ",
    link(number(inferred), to("ties", { kind: ["serves"], stated: ["no"] })),
    inferred === 1 ? " is inferred." : " are inferred.",
  ];
}

/** One thing: what kind of ties it is known to have. */
export function profile({ entity, ties, ties_shown, milestones }: EntityAnswer): Part[] {
  const said = entity.description[0]?.value;
  const start = said ? `${said.replace(/\.?$/, ".")} ` : "";
  const all = ties_shown.of;
  const inferred = ties.filter((tie) => tie.confidence === "inferred").length;
  const tail = inferred > 0 ? ` (${number(inferred)} inferred)` : "";
  const events =
    milestones.length > 0 ? ` and ${count(milestones.length, "milestone", "milestones")}` : "";
  return [`${start}${count(all, "tie", "ties")}${tail}${events} known.`];
}
