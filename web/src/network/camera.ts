/** From the coordinates of the layout to pixels and back. */

import type { Bounds } from "./graph";

/** The point of the layout in the middle of the picture, and pixels for each of its units. */
export interface Camera {
  x: number;
  y: number;
  scale: number;
}

/** A size in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** A point, in whichever coordinates. */
export interface Point {
  x: number;
  y: number;
}

/** How far one can zoom out and in, as factors of the scale at which everything fits. */
export const ZOOM_RANGE = { least: 0.25, most: 40 };

/** Room for marks and labels around the outermost nodes, in pixels. */
const PADDING = 26;

/** The camera that shows everything. */
export function fitCamera(bounds: Bounds, size: Size): Camera {
  const width = bounds.right - bounds.left;
  const height = bounds.bottom - bounds.top;
  const across = Math.max(1, size.width - 2 * PADDING);
  const down = Math.max(1, size.height - 2 * PADDING);
  // A single node, or a straight line of them, has no extent to fit.
  const scale = Math.min(
    width > 0 ? across / width : Infinity,
    height > 0 ? down / height : Infinity,
  );
  return {
    x: (bounds.left + bounds.right) / 2,
    y: (bounds.top + bounds.bottom) / 2,
    scale: Number.isFinite(scale) ? scale : 1,
  };
}

/** Where a point of the layout is in the picture. */
export function toScreen(camera: Camera, size: Size, point: Point): Point {
  return {
    x: (point.x - camera.x) * camera.scale + size.width / 2,
    y: (point.y - camera.y) * camera.scale + size.height / 2,
  };
}

/** Which point of the layout is at a place of the picture. */
export function toWorld(camera: Camera, size: Size, point: Point): Point {
  return {
    x: (point.x - size.width / 2) / camera.scale + camera.x,
    y: (point.y - size.height / 2) / camera.scale + camera.y,
  };
}

/** Moves the picture by pixels. */
export function pan(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale };
}

/** Zooms by a factor so that what is at `anchor` stays there. */
export function zoomAt(
  camera: Camera,
  size: Size,
  anchor: Point,
  factor: number,
  fit: Camera,
): Camera {
  const least = fit.scale * ZOOM_RANGE.least;
  const scale = Math.max(least, Math.min(fit.scale * ZOOM_RANGE.most, camera.scale * factor));
  const held = toWorld(camera, size, anchor);
  return {
    x: held.x - (anchor.x - size.width / 2) / scale,
    y: held.y - (anchor.y - size.height / 2) / scale,
    scale,
  };
}

/** Moves the picture just so far that a point is inside it, with a margin; else leaves it. */
export function reveal(camera: Camera, size: Size, point: Point, margin = PADDING): Camera {
  const at = toScreen(camera, size, point);
  const dx = inside(at.x, size.width, margin) - at.x;
  const dy = inside(at.y, size.height, margin) - at.y;
  return dx === 0 && dy === 0 ? camera : pan(camera, dx, dy);
}

function inside(at: number, length: number, margin: number): number {
  const room = Math.min(margin, length / 2);
  return Math.max(room, Math.min(length - room, at));
}

/** The part of the layout that is in the picture. */
export function visibleBounds(camera: Camera, size: Size): Bounds {
  const { x: left, y: top } = toWorld(camera, size, { x: 0, y: 0 });
  const { x: right, y: bottom } = toWorld(camera, size, { x: size.width, y: size.height });
  return { left, top, right, bottom };
}
