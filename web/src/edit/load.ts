/** Finds the record that a form is about, as it is now. */
import { ApiProblem, api } from "../api/client";
import { changing, milestoneInput, tieInput } from "../api/edit";
import type { EntityAnswer, EntityRef } from "../api/types";
import { NOW } from "../state/place";
import type { Subject, Thing } from "./fields";

export type Home = Pick<EntityRef, "id" | "kind">;

/** A record and where it stands. */
export interface Loaded {
  subject: Subject;
  thing: Thing;
  position: number;
  /** What it is called. */
  name: string;
  /** The thing on whose page it is shown; a source has none. */
  home: Home | null;
}

/** `within` names a thing at whose page a tie or milestone stands. */
export async function loadRecord(
  subject: Subject | undefined,
  id: string,
  within: string | undefined,
): Promise<Loaded> {
  if (subject === "source") return ofSource(id);
  const answer = await changing.find(within ?? id);
  if (answer === null) throw missing(id);
  const found =
    subject === "tie"
      ? ofTie(answer, id)
      : subject === "milestone"
        ? ofMilestone(answer, id)
        : ofThing(answer);
  if (found === null) throw missing(id);
  return found;
}

export function nameOf({ name }: Loaded): string {
  return name;
}

function ofThing({ entity, version }: EntityAnswer): Loaded {
  const name = entity.name[0]?.value ?? entity.id;
  return {
    subject: entity.kind,
    thing: { ...entity },
    position: version.position,
    name,
    home: entity,
  };
}

function ofTie({ entity, ties, version }: EntityAnswer, id: string): Loaded | null {
  const tie = ties.find((each) => each.id === id);
  if (!tie) return null;
  const name = `${tie.from.name} – ${tie.to.name}`;
  return {
    subject: "tie",
    thing: { ...tieInput(tie) },
    position: version.position,
    name,
    home: entity,
  };
}

function ofMilestone({ entity, milestones, version }: EntityAnswer, id: string): Loaded | null {
  const milestone = milestones.find((each) => each.id === id);
  if (!milestone) return null;
  const name = milestone.title[0]?.value ?? id;
  const thing = { ...milestoneInput(milestone) };
  return { subject: "milestone", thing, position: version.position, name, home: entity };
}

async function ofSource(id: string): Promise<Loaded> {
  const { items, version } = await api.sources(NOW, new AbortController().signal);
  const row = items.find((each) => each.id === id);
  if (!row) throw missing(id);
  const { records: _, ...thing } = row;
  return { subject: "source", thing, position: version.position, name: row.title, home: null };
}

function missing(id: string): ApiProblem {
  const detail = `nothing on the map is called \`${id}\``;
  return new ApiProblem({
    type: "/problems/unknown_id",
    title: "",
    status: 404,
    code: "unknown_id",
    detail,
  });
}
