/**
 * Puts the map on a canvas and keeps it fast: while the picture moves, a bitmap of the last full
 * drawing is moved and scaled; 120 ms after the last movement it is drawn anew.
 */

import type { Camera, Size } from "./camera";
import { drawFrame, drawOverlay, LABEL_FONT } from "./draw";
import { composeFrame, type Frame, type FrameConfig } from "./frame";
import type { Palette } from "./palette";

/** How long after the last movement the picture is drawn anew, in milliseconds. */
export const SETTLE_MS = 120;

/** More device pixels than this for a CSS pixel cost much and show nothing. */
const MOST_PIXEL_RATIO = 2;

/** What the page tells the painter; the painter measures texts itself. */
export type Picture = Omit<FrameConfig, "textWidth">;

/** What is known of the last full drawing. */
export type Drawn = Pick<Frame, "detail" | "marks"> & { groups: number };

export class Painter {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #bitmap: HTMLCanvasElement;
  readonly #bitmapContext: CanvasRenderingContext2D;
  readonly #widths = new Map<string, number>();
  readonly #onDrawn: (drawn: Drawn) => void;
  #frame: Frame | undefined;
  #palette: Palette;
  #settle: ReturnType<typeof setTimeout> | undefined;
  #scheduled = 0;
  #paintPending = false;

  /** A painter for a canvas, or `undefined` where there is no canvas to paint on. */
  static on(
    canvas: HTMLCanvasElement,
    palette: Palette,
    onDrawn: (drawn: Drawn) => void,
  ): Painter | undefined {
    const bitmap = canvas.ownerDocument.createElement("canvas");
    const context = canvas.getContext("2d");
    const bitmapContext = bitmap.getContext("2d");
    if (!context || !bitmapContext) return undefined;
    return new Painter(canvas, context, bitmap, bitmapContext, palette, onDrawn);
  }

  private constructor(
    canvas: HTMLCanvasElement,
    context: CanvasRenderingContext2D,
    bitmap: HTMLCanvasElement,
    bitmapContext: CanvasRenderingContext2D,
    palette: Palette,
    onDrawn: (drawn: Drawn) => void,
  ) {
    this.#canvas = canvas;
    this.#context = context;
    this.#bitmap = bitmap;
    this.#bitmapContext = bitmapContext;
    this.#palette = palette;
    this.#onDrawn = onDrawn;
  }

  /** Draws a picture in full, at the next frame; of several calls before it the last counts. */
  paint(picture: Picture): void {
    this.#cancel();
    this.#paintPending = true;
    this.#scheduled = requestAnimationFrame(() => this.#paintNow(picture));
  }

  /** Shows the picture from elsewhere: the bitmap at once, a full drawing when it has settled. */
  move(picture: Picture): void {
    this.#cancel();
    this.#scheduled = requestAnimationFrame(() => this.#blit(picture));
    this.#settle = setTimeout(() => this.paint(picture), SETTLE_MS);
  }

  /** Changes the focus ring, over a picture that stays or is still to be drawn. */
  refocus(picture: Picture): void {
    if (this.#paintPending) this.paint(picture);
    else if (this.#settle !== undefined) this.move(picture);
    else {
      this.#cancel();
      this.#scheduled = requestAnimationFrame(() => this.#blit(picture));
    }
  }

  /** The last full drawing. */
  get frame(): Frame | undefined {
    return this.#frame;
  }

  /** Takes new colours; the next full drawing uses them. */
  recolor(palette: Palette): void {
    this.#palette = palette;
  }

  /** Stops all work and lets go of the bitmap. */
  destroy(): void {
    this.#cancel();
    this.#frame = undefined;
    this.#bitmap.width = 0;
    this.#bitmap.height = 0;
  }

  #cancel(): void {
    cancelAnimationFrame(this.#scheduled);
    clearTimeout(this.#settle);
    this.#settle = undefined;
    this.#paintPending = false;
  }

  #paintNow(picture: Picture): void {
    this.#paintPending = false;
    const started = performance.now();
    const frame = composeFrame({ ...picture, textWidth: this.#textWidth });
    const ratio = fitBacking(this.#bitmap, frame.size);
    const context = this.#bitmapContext;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, frame.size.width, frame.size.height);
    drawFrame(context, frame, this.#palette);
    this.#frame = frame;
    this.#blit(picture);
    const { detail } = frame;
    const shown = frame.groups.filter(({ count }) => count > 0);
    const groups = shown.length;
    // Of groups what is in them counts: things that are tied to nobody are in none.
    const marks =
      detail === "groups" ? shown.reduce((sum, { count }) => sum + count, 0) : frame.marks;
    // For whoever measures: `performance.getEntriesByName("network draw")`.
    performance.measure("network draw", { start: started });
    this.#onDrawn({ detail, marks, groups });
  }

  #blit(picture: Picture): void {
    if (!this.#frame) return;
    const ratio = fitBacking(this.#canvas, picture.size);
    const context = this.#context;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, picture.size.width, picture.size.height);
    const place = placeOfBitmap(this.#frame, picture.camera, picture.size);
    context.drawImage(this.#bitmap, place.left, place.top, place.width, place.height);
    // Names have places for the last full drawing only; while the picture moves they are its bitmap's.
    const placed = picture.camera === this.#frame.camera ? this.#frame.placed : [];
    drawOverlay(context, { ...this.#frame, ...picture, placed }, this.#palette);
  }

  readonly #textWidth = (text: string): number => {
    const known = this.#widths.get(text);
    if (known !== undefined) return known;
    this.#bitmapContext.font = LABEL_FONT;
    const { width } = this.#bitmapContext.measureText(text);
    this.#widths.set(text, width);
    return width;
  };
}

/** Where the bitmap of a frame lies when the picture is seen by another camera. */
export function placeOfBitmap(frame: Pick<Frame, "camera" | "size">, camera: Camera, size: Size) {
  const factor = camera.scale / frame.camera.scale;
  const width = frame.size.width * factor;
  const height = frame.size.height * factor;
  const middleX = (frame.camera.x - camera.x) * camera.scale + size.width / 2;
  const middleY = (frame.camera.y - camera.y) * camera.scale + size.height / 2;
  return { left: middleX - width / 2, top: middleY - height / 2, width, height };
}

/** Gives a canvas the device pixels of its size; setting them clears it, so only on change. */
function fitBacking(canvas: HTMLCanvasElement, size: Size): number {
  const ratio = Math.min(MOST_PIXEL_RATIO, globalThis.devicePixelRatio || 1);
  const width = Math.max(1, Math.round(size.width * ratio));
  const height = Math.max(1, Math.round(size.height * ratio));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  return ratio;
}
