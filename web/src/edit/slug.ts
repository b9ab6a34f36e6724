/** Readable ids out of names. */

/** Longer ids are cut at a word. */
const LONGEST = 60;

/** `Credential Engine, Inc.` as `credential-engine-inc`; accents and signs fall away. */
export function slug(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.replace(/[’']/g, "").match(/[\p{Ll}\p{Lo}\p{Nd}]+/gu) ?? [];
  let id = "";
  for (const word of words) {
    const longer = id === "" ? word.slice(0, LONGEST) : `${id}-${word}`;
    if (longer.length > LONGEST) break;
    id = longer;
  }
  return id;
}

/** The first of `id`, `id-2`, `id-3` … that is free. */
export async function freeId(id: string, taken: (id: string) => Promise<boolean>): Promise<string> {
  let candidate = id;
  for (let number = 2; await taken(candidate); number += 1) candidate = `${id}-${number}`;
  return candidate;
}
