/** The table of the network: the same things as the map, with the same numbers. */

import { measured } from "../../api/network";
import type { Centrality, EntityKind, Layout, LayoutGroups } from "../../api/types";
import { stageGlyph } from "../../network/look";
import type { Measure } from "../../network/view";
import { kindName } from "../../text/catalogue";
import { mapWords, networkWords as words } from "../../text/network";

export interface Thing {
  id: string;
  name: string;
  kind: EntityKind;
  goal: string | null;
  inferred: boolean;
  links: number;
  /** From 1; none is in no community. */
  community: number | null;
  /** As a range where the source leaves it open. */
  stage: string | null;
  /** The measure that sizes stand for; unknown where the network of the measure has it not. */
  measure: number | null;
}

interface Context {
  goalNames: Readonly<Record<string, string>>;
  /** The ids that filters leave; `null` is all. */
  matching: ReadonlySet<string> | null;
  measures: Centrality | undefined;
  measure: Measure | null;
}

export function thingsOf(layout: Layout, context: Context): Thing[] {
  const { goalNames, matching, measures, measure } = context;
  const values = measures && measure ? measured(measures, measure) : undefined;
  const things = layout.ids.map((id, at): Thing => {
    const goal = layout.goals[layout.goal[at] ?? -1];
    const community = layout.community[at];
    const low = layout.stage_low[at] ?? 0;
    return {
      id,
      name: layout.names[at] ?? id,
      kind: layout.kinds[at] ?? "initiative",
      goal: goal === undefined ? null : (goalNames[goal] ?? goal),
      inferred: layout.goal_inferred[at] === true,
      links: layout.degrees[at] ?? 0,
      community: community === null || community === undefined ? null : community + 1,
      stage: stageGlyph(low, layout.stage_high[at] ?? low) || null,
      measure: values?.get(id) ?? null,
    };
  });
  return matching ? things.filter(({ id }) => matching.has(id)) : things;
}

interface Column {
  id: keyof Thing;
  name: string;
  numeric?: boolean;
  value: (thing: Thing) => string | number | null;
}

/** The columns, with the measure where sizes stand for one. */
export function thingColumns(measure: Measure | null): Column[] {
  const { columns } = words;
  return [
    { id: "name", name: columns.name, value: ({ name }) => name },
    { id: "kind", name: columns.kind, value: ({ kind }) => kindName[kind] },
    { id: "goal", name: columns.goal, value: ({ goal }) => goal },
    { id: "links", name: columns.links, numeric: true, value: ({ links }) => links },
    { id: "stage", name: columns.stage, value: ({ stage }) => stage },
    {
      id: "community",
      name: columns.community,
      numeric: true,
      value: ({ community }) => community,
    },
    ...(measure === null
      ? []
      : [
          {
            id: "measure" as const,
            name: mapWords.sizes[measure],
            numeric: true,
            value: (thing: Thing) => thing.measure,
          },
        ]),
  ];
}

type Group = LayoutGroups["groups"][number];

export const communityColumns = [
  {
    id: "name",
    name: words.columns.community,
    value: (group: Group) => words.communityName(group),
  },
  { id: "size", name: words.columns.things, value: (group: Group) => group.size },
  {
    id: "initiatives",
    name: words.columns.initiatives,
    value: (group: Group) => group.initiatives,
  },
  {
    id: "organizations",
    name: words.columns.organizations,
    value: (group: Group) => group.organizations,
  },
  { id: "within", name: words.columns.within, value: (group: Group) => group.within },
];
