/** Changing the map, and taking a change back. */
import { ApiProblem, client, data } from "./client";
import type { components } from "./schema";
import type { EntityAnswer, Tie } from "./types";

type Schemas = components["schemas"];
export type ChangeInput = Schemas["ChangeInput"];
export type Applied = Schemas["Applied"];

export interface Wish {
  author: string;
  message: string;
  changes: ChangeInput[];
  /** The log position that the change builds on; refused if the map has moved on since. */
  position: number;
}

export const changing = {
  /** Makes a change, or with `dryRun` only says what it would come to. */
  change: ({ author, message, changes, position }: Wish, dryRun = false) =>
    data(
      client.POST("/api/v1/changes", {
        params: { query: dryRun ? { dry_run: true } : {} },
        headers: { "If-Match": `"${position}"` },
        body: { author: author || null, message, changes },
      }),
    ),
  undo: (position: number) =>
    data(client.POST("/api/v1/changes/{position}/undo", { params: { path: { position } } })),
  /** A thing of the present state, or nothing where there is none of this id. */
  find: async (id: string): Promise<EntityAnswer | null> => {
    try {
      return await data(client.GET("/api/v1/entities/{id}", { params: { path: { id } } }));
    } catch (error) {
      if (error instanceof ApiProblem && error.problem.status === 404) return null;
      throw error;
    }
  },
  /** The log position of the present state. */
  position: async (): Promise<number> => {
    const { version } = await data(client.GET("/api/v1/editions", {}));
    return version.position;
  },
};

/** A tie as it is posted. */
export function tieInput({ from, to, confidence: _, ...tie }: Tie): Schemas["TieInput"] {
  return { ...tie, from: from.id, to: to.id };
}

/** A milestone as it is posted. */
export function milestoneInput({
  subject,
  ...milestone
}: Schemas["Milestone"]): Schemas["MilestoneInput"] {
  return { ...milestone, subject: subject.id };
}
