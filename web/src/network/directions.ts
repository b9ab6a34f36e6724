/**
 * Where an arrow key leads from a node.
 *
 * Each direction is a quarter of the plane, and the nearest node in it by |dx| + |dy| is next. With
 * this distance, and no other common one, walking toward any node always comes closer to it: both
 * the next node and the aim lie in one quarter, and turned by 45° their largest coordinates differ
 * by less than that of the aim. So every node can be reached from every other by arrows alone.
 */

/** The four arrows. */
export type Direction = "up" | "down" | "left" | "right";

/** Positions of nodes. */
export interface Positions {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

/** The direction of an arrow key. */
export function directionOf(key: string): Direction | undefined {
  switch (key) {
    case "ArrowUp":
      return "up";
    case "ArrowDown":
      return "down";
    case "ArrowLeft":
      return "left";
    case "ArrowRight":
      return "right";
    default:
      return undefined;
  }
}

/** The nearest node in a direction among those that are accepted, or `undefined` at the rim. */
export function nearestToward(
  positions: Positions,
  from: number,
  direction: Direction,
  accepts: (node: number) => boolean = () => true,
): number | undefined {
  const fromX = positions.x[from] as number;
  const fromY = positions.y[from] as number;
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let node = 0; node < positions.x.length; node++) {
    if (node === from || !accepts(node)) continue;
    const dx = (positions.x[node] as number) - fromX;
    const dy = (positions.y[node] as number) - fromY;
    const distance = Math.abs(dx) + Math.abs(dy);
    if (distance < least && quarter(dx, dy, node > from) === direction) {
      least = distance;
      best = node;
    }
  }
  return best;
}

/** Each point is in one quarter only; nodes at one point lie right and left by their index. */
function quarter(dx: number, dy: number, after: boolean): Direction {
  if (dx === 0 && dy === 0) return after ? "right" : "left";
  if (dx > 0 && -dx < dy && dy <= dx) return "right";
  if (dx < 0 && dx <= dy && dy < -dx) return "left";
  return dy > 0 ? "down" : "up";
}
