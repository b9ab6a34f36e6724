/** Which names are written where, so that none covers another. */

import type { Size } from "./camera";

/** A rectangle in pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A name that wants to be written beside a mark. */
export interface LabelWish {
  node: number;
  text: string;
  /** The middle and the radius of the mark, in pixels. */
  x: number;
  y: number;
  radius: number;
  /** Whether it may be written over marks where no free place is left; never over other names. */
  important?: boolean;
  /** On which side of the mark it would rather stand; by default to the right. */
  side?: "left" | "right";
}

/** A name with its place. */
export interface PlacedLabel extends Box {
  node: number;
  text: string;
}

/** The height of a line and the room around it, in pixels. */
export const LABEL_HEIGHT = 15;
const GAP = 3;

/** The side of the squares that taken places are looked up by. */
const SQUARE = 64;

/**
 * Places names one after another, the most important first: on the side it wishes, else on the other,
 * below or above it, else not at all, unless it is important. `width` tells how wide a text is; `marks` are kept free.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  size: Size,
  width: (text: string) => number,
  marks: readonly Box[] = [],
): PlacedLabel[] {
  const names = new Taken();
  const occupied = new Taken();
  for (const mark of marks) occupied.add(mark);
  const placed: PlacedLabel[] = [];
  for (const wish of wishes) {
    const free = placesFor(wish, width(wish.text)).filter(
      (place) => within(place, size) && names.isFree(place),
    );
    const box = free.find((place) => occupied.isFree(place)) ?? leastOver(wish, free, occupied);
    if (!box) continue;
    names.add(box);
    placed.push({ ...box, node: wish.node, text: wish.text });
  }
  return placed;
}

/** For an important name the place that covers the fewest marks. */
function leastOver(
  { important }: LabelWish,
  places: readonly Box[],
  marks: Taken,
): Box | undefined {
  if (!important) return undefined;
  const covered = places.map((place) => marks.countOver(place));
  return places[covered.indexOf(Math.min(...covered))];
}

/** Whether two boxes share any area. */
export function overlaps(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}

function placesFor({ x, y, radius, side }: LabelWish, width: number): Box[] {
  const middle = { top: y - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT };
  const centre = { left: x - width / 2, width, height: LABEL_HEIGHT };
  const right = { ...middle, left: x + radius + GAP };
  const left = { ...middle, left: x - radius - GAP - width };
  return [
    ...(side === "left" ? [left, right] : [right, left]),
    { ...centre, top: y + radius + GAP },
    { ...centre, top: y - radius - GAP - LABEL_HEIGHT },
  ];
}

function within(box: Box, { width, height }: Size): boolean {
  return (
    box.left >= 0 && box.top >= 0 && box.left + box.width <= width && box.top + box.height <= height
  );
}

/** The places that are taken, by the squares they touch. */
class Taken {
  #squares = new Map<number, Box[]>();

  isFree(box: Box): boolean {
    return squaresOf(box).every((square) =>
      (this.#squares.get(square) ?? []).every((other) => !overlaps(box, other)),
    );
  }

  /** How many boxes share area with one. */
  countOver(box: Box): number {
    const touched = squaresOf(box).flatMap((square) => this.#squares.get(square) ?? []);
    return new Set(touched.filter((other) => overlaps(box, other))).size;
  }

  add(box: Box): void {
    for (const square of squaresOf(box)) {
      const boxes = this.#squares.get(square);
      if (boxes) boxes.push(box);
      else this.#squares.set(square, [box]);
    }
  }
}

function squaresOf({ left, top, width, height }: Box): number[] {
  const squares: number[] = [];
  for (let row = Math.floor(top / SQUARE); row * SQUARE < top + height; row++) {
    for (let column = Math.floor(left / SQUARE); column * SQUARE < left + width; column++) {
      squares.push(row * 4096 + column);
    }
  }
  return squares;
}
