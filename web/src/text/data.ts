/** Export and cite, in words. */
import type { Format, Preview } from "../api/export";
import { count, number } from "./numbers";
import type { Part } from "./parts";
import { stateName } from "./states";

export const dataWords = {
  formats: "Format",
  groups: { tables: "Tables", networks: "Networks, for other programs", documents: "Documents" },
  readBy: (programs: readonly string[]) => `Read by ${programs.join(", ")}`,
  choose: "Which part of the map, and which network",
  part: "Part of the map",
  filtered: "What the filters leave",
  whole: "The whole map",
  mode: "Network",
  modes: {
    two: "Two-mode: who gives or leads, and what",
    one: "One-mode: joined by what is shared",
    all: "Every thing and every tie",
  } as Record<string, string>,
  joined: "Joined",
  joins: {
    "initiatives funders": "Initiatives by the funders they share",
    "initiatives goals": "Initiatives by the goals they share",
    "initiatives leads": "Initiatives by who leads both",
    "initiatives partners": "Initiatives by the partners they share",
    "recipients funders": "Recipients by the funders they share",
    "funders recipients": "Funders by what both support",
    "organizations initiatives": "Organizations by the initiatives they share",
  } as Record<string, string>,
  projection: "Weight of a link",
  projections: {
    shared: "How many they share",
    newman: "Newman: what few share counts more",
    jaccard: "Jaccard: shared, of all that either has",
  } as Record<string, string>,
  isolates: "Things without a known tie",
  keep: "Keep them",
  drop: "Leave them out",
  file: "The file",
  name: "Name",
  holds: "Holds",
  size: "Size",
  state: "State of the map",
  filter: "Filter",
  noFilter: "none: the whole map",
  checksum: "SHA-256",
  download: "Download",
  copyAddress: "Copy the API's address",
  copyChecksum: "Copy the checksum",
  lost: "What the format cannot carry",
  lostNothing: "Nothing: the file carries all that was chosen.",
  leftOut: "What this choice leaves out",
  example: (text: string) => `first: ${text}`,
  first: (what: string) => `First ${what}`,
  firstRows: (n: number) => count(n, "row", "rows"),
  firstLines: (n: number) => count(n, "line", "lines"),
  emptyFile: "Nothing of the map is in this file. Choose another part, or drop a filter.",
  notShown: "The file is no text, and is not shown here.",
  pack: {
    title: "Research pack (.zip)",
    about:
      "Everything for research in one file: the tables, the networks in every format, the analyses with their parameters and seeds, a codebook, sources, citation, readers for R and Python, and checksums. Made again of the same state, it has the same bytes.",
    ask: "See what is in it",
    asking: "It is made to know its size and checksum; of a large map this may take minutes.",
    download: "Download the pack",
    command: "On the command line",
    copyCommand: "Copy the command",
    files: "What is in it",
    folder: {
      "": "documents",
      tables: "tables",
      networks: "networks",
      document: "whole map",
      analyses: "analyses",
    } as Record<string, string>,
    holds: (files: number, of: readonly [string, number][]) =>
      `${count(files, "file", "files")}: ${of.map(([what, n]) => `${number(n)} ${what}`).join(", ")}`,
  },
  cite: "Cite this part of the map",
  citing: "The citation names this page, the state of the map and the day you looked.",
  licence: "Licence",
  licences: "Each source has its own; they are listed with the sources",
  sources: "sources",
  copyShort: "copy",
  unknownCell: "unknown",
} as const;

/** What the file holds, in a few words. */
export function contents({ counts }: Preview): string {
  const parts = [
    typeof counts.nodes === "number" ? count(counts.nodes, "node", "nodes") : null,
    typeof counts.edges === "number" ? count(counts.edges, "edge", "edges") : null,
    typeof counts.rows === "number" ? count(counts.rows, "row", "rows") : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(", ") : "everything that was chosen";
}

/** Bytes, exact, and as people say them. */
export function size(bytes: number): string {
  const exact = count(bytes, "byte", "bytes");
  if (bytes < 1000) return exact;
  const [large, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${large < 10 ? large.toFixed(1) : number(Math.round(large))} ${unit} (${exact})`;
}

/** One sentence about what would be taken away. */
export function exportSentence(preview: Preview, format: Format, edition: string): Part[] {
  const filtered = Object.keys(preview.filter).length > 0 ? ", what the filters leave of it" : "";
  const lost = preview.lost.length;
  const fate =
    lost === 0 ? "Nothing is lost" : `${count(lost, "thing is", "things are")} not carried`;
  return [
    `${stateName(edition)}${filtered}, as ${format.name}: ${contents(preview)}, ${size(preview.bytes)}. ${fate}.`,
  ];
}

/** A filter in words, in its own order. */
export function filterLine(filter: Record<string, string>): string {
  const words = Object.entries(filter).map(([word, value]) => `${word}: ${value}`);
  return words.length > 0 ? words.join("; ") : dataWords.noFilter;
}
