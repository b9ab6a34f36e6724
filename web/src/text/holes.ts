/** Sentences around things that are no text, such as a date with its sources: they go in holes. */

/** A private character for each hole; no text of people has it. */
const FIRST = 0xe000;

/** A sentence as its pieces of text and the numbers of its holes, in the order of its language. */
export function pieces(words: (...holes: string[]) => string, holes: number): (string | number)[] {
  const marks = Array.from({ length: holes }, (_, hole) => String.fromCharCode(FIRST + hole));
  return words(...marks)
    .split(/([\ue000-\uf8ff])/)
    .filter((piece) => piece !== "")
    .map((piece) => {
      const hole = marks.indexOf(piece);
      return hole < 0 ? piece : hole;
    });
}
