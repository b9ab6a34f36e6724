/** Where a change is known from, as a form asks for it. */
import type { Confidence, Provenance, Source } from "../api/types";
import { freeId, slug } from "./slug";

export interface Statement {
  /** The title of a source of the map, or of a new one. */
  title: string;
  url: string;
  publisher: string;
  date: string;
  confidence: Confidence;
  asOf: string;
  place: string;
  note: string;
}

export const UNSTATED: Statement = {
  title: "",
  url: "",
  publisher: "",
  date: "",
  confidence: "reported",
  asOf: "",
  place: "",
  note: "",
};

/** The provenance of what a form changes, and the source that has to be put on the map for it. */
export async function stated(
  statement: Statement,
  sources: readonly Source[],
): Promise<{ provenance: Provenance; fresh?: Source }> {
  const title = statement.title.trim();
  const known = sources.find((source) => source.title === title);
  const ids = new Set(sources.map(({ id }) => id));
  const id =
    known?.id ?? (await freeId(slug(title) || "source", async (candidate) => ids.has(candidate)));
  const provenance: Provenance = {
    source: id,
    confidence: statement.confidence,
    as_of: some(statement.asOf),
    place: some(statement.place),
    note: some(statement.note),
  };
  if (known) return { provenance };
  const { url, publisher, date } = statement;
  return {
    provenance,
    fresh: { id, title, url: some(url), publisher: some(publisher), date: some(date) },
  };
}

/** Text, or nothing where there is none. */
function some(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}
