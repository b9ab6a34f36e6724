/** Questions about what can be taken away, and how it is cited. */
import { formatPlace, type Place } from "../state/place";
import { apiAddress, data, reaching, type Scope } from "./client";
import type { Patient } from "./patient";
import type { components } from "./schema";
import type { Version } from "./types";

/** What the research pack holds. */
export type Pack = components["schemas"]["Pack"];

/** How a view is cited. */
export interface Citation {
  version: Version;
  title: string;
  address: string;
  /** The day it was looked at. */
  accessed: string;
  apa: string;
  bibtex: string;
  ris: string;
  csl: unknown;
}

/** A format in which the map is given out. */
export interface Format {
  id: string;
  name: string;
  extension: string;
  media_type: string;
  /** For which programs, in a sentence. */
  about: string;
  /** Whether it holds a network, so that one can choose which. */
  networks: boolean;
  /** The networks that it can hold. */
  modes: string[];
  read_by: string[];
}

export interface Formats {
  version: Version;
  formats: Format[];
}

/** Something that a file does not say. */
export interface Lost {
  what: string;
  count: number;
  example?: string | null;
}

/** What a file will be, before it is fetched. */
export interface Preview {
  version: Version;
  filter: Record<string, string>;
  format: string;
  file_name: string;
  media_type: string;
  /** Where the file is, of a state that will not change. */
  address: string;
  bytes: number;
  sha256: string;
  counts: { nodes?: number | null; edges?: number | null; rows?: number | null };
  /** What the choice leaves out. */
  left_out: Lost[];
  /** What the format cannot carry. */
  lost: Lost[];
  columns?: string[] | null;
  rows?: string[][] | null;
  lines?: string[] | null;
}

/** What can be chosen of a file beside its format. */
export type ExportChoice = Partial<
  Record<"mode" | "between" | "by" | "projection" | "isolates", string>
>;

export const exportApi = {
  /** How a place is cited; one of a state that will not change. */
  citation: (place: Place, signal?: AbortSignal) =>
    ask<Citation>(apiAddress("/citation", place.edition, { path: formatPlace(place) }), signal),
  formats: (edition: string, signal?: AbortSignal) =>
    ask<Formats>(apiAddress("/exports", edition), signal),
  /** May take long: the whole pack is made. */
  pack: (scope: Scope, signal: AbortSignal, long: Patient) =>
    ask<Pack>(apiAddress("/exports/pack/manifest", scope), signal, long),
  /** May take long of a large map: the file is made to know its size and checksum. */
  preview: (
    format: string,
    scope: Scope,
    choice: ExportChoice,
    signal: AbortSignal,
    long: Patient,
  ) => ask<Preview>(previewAddress(format, scope, choice), signal, long),
};

/** The address of a preview, for those who ask the API themselves. */
export function previewAddress(format: string, scope: Scope, choice: ExportChoice): string {
  return apiAddress(`/exports/${encodeURIComponent(format)}/preview`, scope, choice);
}

async function ask<T>(address: string, signal?: AbortSignal, long: Patient = fetch): Promise<T> {
  const whole = new URL(address, location.origin);
  const request = new Request(whole, { cache: "no-cache", ...(signal ? { signal } : {}) });
  const answer = reaching(long)(request);
  return data(
    answer.then(async (response) => {
      const body: unknown = await response.json().catch(() => undefined);
      return response.ok ? { data: body as T, response } : { error: body, response };
    }),
  );
}
