/** Two circles whose areas and whose common area stand for the sizes of two sets. */

export interface Circle {
  x: number;
  y: number;
  radius: number;
}

/** Where the circles are and where the numbers of the three parts may stand. */
export interface Euler {
  a: Circle;
  b: Circle;
  width: number;
  height: number;
  /** Centres of what is only in A, in both, and only in B; absent where the part is empty. */
  only_a: number | null;
  both: number | null;
  only_b: number | null;
}

/** The parts of two sets. */
export interface EulerParts {
  only_a: number;
  both: number;
  only_b: number;
}

const LARGEST = 90;
const GAP = 12;
const MARGIN = 4;

/** Lays two circles out so that areas are as the numbers; nothing where both are empty. */
export function euler({ only_a, both, only_b }: EulerParts): Euler | null {
  const sizeA = only_a + both;
  const sizeB = only_b + both;
  if (sizeA === 0 || sizeB === 0) return null;
  const scale = LARGEST / Math.sqrt(Math.max(sizeA, sizeB));
  const ra = scale * Math.sqrt(sizeA);
  const rb = scale * Math.sqrt(sizeB);
  const apart = distance(ra, rb, both === 0 ? 0 : (both / sizeA) * Math.PI * ra * ra);
  const left = Math.max(ra, rb - apart);
  const y = MARGIN + Math.max(ra, rb);
  const a = { x: MARGIN + left, y, radius: ra };
  const b = { x: MARGIN + left + apart, y, radius: rb };
  const [aStart, aEnd] = [a.x - ra, a.x + ra];
  const [bStart, bEnd] = [b.x - rb, b.x + rb];
  return {
    a,
    b,
    width: Math.max(aEnd, bEnd) + MARGIN,
    height: 2 * y,
    only_a: only_a === 0 ? null : (aStart + Math.max(aStart, Math.min(aEnd, bStart))) / 2,
    both: both === 0 ? null : (Math.max(aStart, bStart) + Math.min(aEnd, bEnd)) / 2,
    only_b: only_b === 0 ? null : (Math.min(bEnd, Math.max(bStart, aEnd)) + bEnd) / 2,
  };
}

/** How far apart the centres are so that the circles have so much area in common. */
function distance(ra: number, rb: number, area: number): number {
  const [near, far] = [Math.abs(ra - rb), ra + rb];
  if (area <= 0) return far + GAP;
  let [low, high] = [near, far];
  // The common area falls as the centres part, so that halving finds it.
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (commonArea(ra, rb, middle) > area) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The area of the lens of two circles. */
export function commonArea(ra: number, rb: number, apart: number): number {
  if (apart >= ra + rb) return 0;
  if (apart <= Math.abs(ra - rb)) return Math.PI * Math.min(ra, rb) ** 2;
  return segment(ra, rb, apart) + segment(rb, ra, apart);
}

function segment(own: number, other: number, apart: number): number {
  const chord = (apart * apart + own * own - other * other) / (2 * apart);
  const angle = Math.acos(Math.max(-1, Math.min(1, chord / own)));
  return own * own * (angle - Math.sin(2 * angle) / 2);
}
