/** A citation in the ways reference managers read it. */

export const STYLES = ["apa", "bibtex", "ris", "csl"] as const;

export type Style = (typeof STYLES)[number];

/** The part of the API's answer that is cited. */
export interface Cited {
  apa: string;
  bibtex: string;
  ris: string;
  csl: unknown;
}

const KINDS: Record<Style, { extension: string; type: string }> = {
  apa: { extension: "txt", type: "text/plain;charset=utf-8" },
  bibtex: { extension: "bib", type: "application/x-bibtex;charset=utf-8" },
  ris: { extension: "ris", type: "application/x-research-info-systems;charset=utf-8" },
  csl: { extension: "json", type: "application/vnd.citationstyles.csl+json" },
};

/** The words of a citation; reference managers read CSL as a list of works. */
export function citationText(citation: Cited, style: Style): string {
  if (style !== "csl") return citation[style];
  return `${JSON.stringify([citation.csl].flat(), null, 2)}\n`;
}

export function citationFile(style: Style, name: string): { name: string; type: string } {
  const { extension, type } = KINDS[style];
  return { name: `${name}.${extension}`, type };
}
