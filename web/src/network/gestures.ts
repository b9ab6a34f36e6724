/** Pointer, wheel and pinch on the map, told as pans, zooms and clicks. */

import type { Point } from "./camera";

/** What a gesture asks for. Points are pixels from the corner of the element. */
export interface GestureHandlers {
  pan: (dx: number, dy: number) => void;
  zoom: (anchor: Point, factor: number) => void;
  click: (at: Point) => void;
  hover: (at: Point | undefined) => void;
}

/** A pointer that has moved less than this is a click, in pixels. */
const CLICK_SLOP = 4;

/** Listens to an element; the answer stops listening. */
export function listenToGestures(element: HTMLElement, handlers: GestureHandlers): () => void {
  const pointers = new Map<number, Point>();
  let travelled = 0;
  const stop = new AbortController();
  const listen = { signal: stop.signal };

  element.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0) return;
      if (pointers.size === 0) travelled = 0;
      pointers.set(event.pointerId, pointOf(element, event));
      element.setPointerCapture(event.pointerId);
    },
    listen,
  );
  element.addEventListener(
    "pointermove",
    (event) => {
      const to = pointOf(element, event);
      const from = pointers.get(event.pointerId);
      if (!from) return handlers.hover(to);
      travelled += Math.hypot(to.x - from.x, to.y - from.y);
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      pointers.set(event.pointerId, to);
      if (other) pinch(from, to, other, handlers);
      else if (travelled >= CLICK_SLOP) handlers.pan(to.x - from.x, to.y - from.y);
    },
    listen,
  );
  element.addEventListener(
    "pointerup",
    (event) => {
      const pressed = pointers.delete(event.pointerId);
      if (pressed && pointers.size === 0 && travelled < CLICK_SLOP) {
        handlers.click(pointOf(element, event));
      }
    },
    listen,
  );
  element.addEventListener("pointercancel", (event) => pointers.delete(event.pointerId), listen);
  element.addEventListener("pointerleave", () => handlers.hover(undefined), listen);
  element.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      handlers.zoom(pointOf(element, event), wheelFactor(event));
    },
    { ...listen, passive: false },
  );
  return () => stop.abort();
}

/** How much a turn of the wheel zooms; lines and pages of some browsers are made pixels first. */
export function wheelFactor({ deltaY, deltaMode }: Pick<WheelEvent, "deltaY" | "deltaMode">) {
  const pixels = deltaY * (deltaMode === 1 ? 16 : deltaMode === 2 ? 400 : 1);
  return 2 ** (-Math.max(-300, Math.min(300, pixels)) / 300);
}

function pinch(from: Point, to: Point, other: Point, handlers: GestureHandlers): void {
  const before = Math.hypot(from.x - other.x, from.y - other.y);
  const after = Math.hypot(to.x - other.x, to.y - other.y);
  handlers.pan((to.x - from.x) / 2, (to.y - from.y) / 2);
  if (before > 0 && after > 0) {
    handlers.zoom({ x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 }, after / before);
  }
}

function pointOf(element: HTMLElement, event: MouseEvent): Point {
  const box = element.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}
