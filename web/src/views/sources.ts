/** Sources by id, to look up who states a fact. */
import type { Fact, Provenance, Source } from "../api/types";

export function byId(sources: readonly Source[]): Record<string, Source> {
  return Object.fromEntries(sources.map((source) => [source.id, source]));
}

/** Who says that something exists, as facts of one value. */
export function stated<T>(value: T, provenances: readonly Provenance[]): Fact<T>[] {
  return provenances.map((provenance) => ({ value, provenance }));
}
