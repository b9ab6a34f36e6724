/** Questions about what can be taken away, and how it is cited. */
import { formatPlace, type Place } from "../state/place";
import { apiAddress, data } from "./client";
import type { Version } from "./types";

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
  read_by: string[];
}

export interface Formats {
  version: Version;
  formats: Format[];
}

/** What a file will be, before it is fetched. */
export interface Preview {
  version: Version;
  format: string;
  file_name: string;
  media_type: string;
  address: string;
  bytes: number;
  sha256: string;
  counts: { nodes?: number | null; edges?: number | null; rows?: number | null };
  /** What the format cannot carry. */
  lost: { what: string; count: number; example?: string | null }[];
  columns?: string[] | null;
  rows?: (string | null)[][] | null;
  lines?: string[] | null;
  filter: string;
}

export const exportApi = {
  /** How a place is cited; one of a state that will not change. */
  citation: (place: Place, signal?: AbortSignal) =>
    ask<Citation>(apiAddress("/citation", place.edition, { path: formatPlace(place) }), signal),
};

async function ask<T>(address: string, signal?: AbortSignal): Promise<T> {
  const answer = fetch(address, { cache: "no-cache", ...(signal ? { signal } : {}) });
  return data(
    answer.then(async (response) => {
      const body: unknown = await response.json().catch(() => undefined);
      return response.ok ? { data: body as T, response } : { error: body, response };
    }),
  );
}
