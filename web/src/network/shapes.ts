/** Outlines of marks. The four shapes have about the same area at the same radius. */

import type { Shape } from "./look";

/** Where outlines are drawn to: a canvas, or anything that can take the same strokes. */
export type PathTarget = Pick<CanvasPath, "moveTo" | "lineTo" | "closePath" | "arc" | "rect">;

/** Adds the outline of a mark to the current path. */
export function traceShape(path: PathTarget, shape: Shape, x: number, y: number, radius: number) {
  switch (shape) {
    case "circle":
      path.moveTo(x + radius, y);
      path.arc(x, y, radius, 0, 2 * Math.PI);
      return;
    case "square": {
      const half = radius * 0.89;
      path.rect(x - half, y - half, 2 * half, 2 * half);
      return;
    }
    case "hexagon":
      tracePolygon(path, HEXAGON, x, y, radius * 1.1);
      return;
    case "diamond":
      tracePolygon(path, DIAMOND, x, y, radius * 1.25);
      return;
  }
}

const HEXAGON = corners(6);
const DIAMOND = corners(4);

function corners(count: number): readonly (readonly [number, number])[] {
  return Array.from({ length: count }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / count - Math.PI / 2;
    return [Math.cos(angle), Math.sin(angle)] as const;
  });
}

function tracePolygon(
  path: PathTarget,
  polygon: readonly (readonly [number, number])[],
  x: number,
  y: number,
  radius: number,
): void {
  for (const [at, [dx, dy]] of polygon.entries()) {
    if (at === 0) path.moveTo(x + dx * radius, y + dy * radius);
    else path.lineTo(x + dx * radius, y + dy * radius);
  }
  path.closePath();
}

/** The outline of a mark as the path of an SVG, with its middle at the origin. */
export function shapePath(shape: Shape, radius: number): string {
  const path = new SvgOutline();
  traceShape(path, shape, 0, 0, radius);
  return path.toString();
}

/** Takes the strokes of `traceShape` as SVG path data. Arcs are whole circles there. */
class SvgOutline implements PathTarget {
  #data: string[] = [];

  moveTo(x: number, y: number): void {
    this.#data.push(`M${round(x)} ${round(y)}`);
  }

  lineTo(x: number, y: number): void {
    this.#data.push(`L${round(x)} ${round(y)}`);
  }

  closePath(): void {
    this.#data.push("Z");
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#data.push(`M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z`);
  }

  arc(x: number, y: number, radius: number): void {
    const r = round(radius);
    const half = `a${r} ${r} 0 1 1`;
    this.#data.push(`M${round(x - radius)} ${round(y)}${half} ${2 * r} 0${half} ${-2 * r} 0Z`);
  }

  toString(): string {
    return this.#data.join("");
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
