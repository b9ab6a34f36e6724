/** The map as an SVG that stands alone: the same draw list on a surface that writes elements. */

import type { Surface } from "./surface";

const SPACE = "http://www.w3.org/2000/svg";

/** Takes the strokes of a canvas as elements of an SVG. Each filled or stroked path is one. */
export class SvgSurface implements Surface {
  fillStyle: Surface["fillStyle"] = "#000000";
  strokeStyle: Surface["strokeStyle"] = "#000000";
  lineWidth = 1;
  lineJoin: CanvasLineJoin = "miter";
  globalAlpha = 1;
  font = "10px sans-serif";
  textAlign: CanvasTextAlign = "start";
  textBaseline: CanvasTextBaseline = "alphabetic";
  readonly #root: SVGElement;
  readonly #measure: (text: string) => number;
  #path: string[] = [];
  #dash: number[] = [];
  #kept: ReturnType<SvgSurface["state"]>[] = [];

  constructor(root: SVGElement, measure: (text: string) => number) {
    this.#root = root;
    this.#measure = measure;
  }

  beginPath(): void {
    this.#path = [];
  }

  moveTo(x: number, y: number): void {
    this.#path.push(`M${short(x)} ${short(y)}`);
  }

  lineTo(x: number, y: number): void {
    this.#path.push(`L${short(x)} ${short(y)}`);
  }

  closePath(): void {
    this.#path.push("Z");
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path.push(`M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`);
  }

  /** All arcs of the map are whole circles, begun at their right. */
  arc(x: number, y: number, radius: number): void {
    const r = short(radius);
    const half = `a${r} ${r} 0 1 1`;
    this.#path.push(`M${short(x - radius)} ${short(y)}${half} ${2 * r} 0${half} ${-2 * r} 0Z`);
  }

  fill(): void {
    if (this.#path.length > 0) this.#add("path", { d: this.#path.join(""), fill: this.fillStyle });
  }

  stroke(): void {
    if (this.#path.length === 0) return;
    this.#add("path", { d: this.#path.join(""), fill: "none", ...this.#pen() });
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const box = { x: short(x), y: short(y), width: short(width), height: short(height) };
    this.#add("rect", { ...box, fill: this.fillStyle });
  }

  fillText(text: string, x: number, y: number): void {
    this.#write(text, x, y, { fill: this.fillStyle });
  }

  strokeText(text: string, x: number, y: number): void {
    this.#write(text, x, y, { fill: "none", ...this.#pen() });
  }

  measureText(text: string): TextMetrics {
    return { width: this.#measure(text) } as TextMetrics;
  }

  setLineDash(dash: Iterable<number>): void {
    this.#dash = [...dash];
  }

  save(): void {
    this.#kept.push(this.state());
  }

  restore(): void {
    const { dash, ...kept } = this.#kept.pop() ?? this.state();
    Object.assign(this, kept);
    this.#dash = dash;
  }

  private state() {
    const { fillStyle, strokeStyle, lineWidth, lineJoin, globalAlpha, font } = this;
    const { textAlign, textBaseline } = this;
    const dash = this.#dash;
    return {
      ...{
        fillStyle,
        strokeStyle,
        lineWidth,
        lineJoin,
        globalAlpha,
        font,
        textAlign,
        textBaseline,
      },
      dash,
    };
  }

  #pen(): Record<string, unknown> {
    return {
      stroke: this.strokeStyle,
      "stroke-width": this.lineWidth,
      "stroke-linejoin": this.lineJoin,
      ...(this.#dash.length > 0 ? { "stroke-dasharray": this.#dash.join(" ") } : {}),
    };
  }

  #write(text: string, x: number, y: number, paint: Record<string, unknown>): void {
    const [size = "10px"] = this.font.match(/\d+px/) ?? [];
    const middle = this.textBaseline === "middle";
    const element = this.#add("text", {
      x: short(x),
      // Few programs know `dominant-baseline`; a third of the height is the middle of small letters.
      y: short(middle ? y + Number.parseFloat(size) * 0.34 : y),
      "font-size": size,
      "font-family": "system-ui, sans-serif",
      ...(/^\d{3} /.test(this.font) ? { "font-weight": this.font.slice(0, 3) } : {}),
      ...(this.textAlign === "center" ? { "text-anchor": "middle" } : {}),
      ...paint,
    });
    element.textContent = text;
  }

  #add(name: string, attributes: Record<string, unknown>): SVGElement {
    const element = document.createElementNS(SPACE, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    if (this.globalAlpha < 1) element.setAttribute("opacity", String(short(this.globalAlpha)));
    this.#root.append(element);
    return element;
  }
}

/** An SVG of a size, with what it shows in words. */
export function newPicture(width: number, height: number, title: string): SVGSVGElement {
  const svg = document.createElementNS(SPACE, "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  svg.setAttribute("role", "img");
  const named = document.createElementNS(SPACE, "title");
  named.textContent = title;
  svg.append(named);
  return svg;
}

/** Hundredths of a pixel are enough. */
function short(value: number): number {
  return Math.round(value * 100) / 100;
}
