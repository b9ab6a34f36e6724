/** A figure of the page as a picture to take away. */
import { colourOf } from "./colour";
import { type Frame, svgDocument } from "./document";
import { drawingOf } from "./drawing";
import type { Item } from "./items";
import { itemsOf } from "./walk";

/** What is on the page, as SVG that stands alone. */
export function pictureOf(figure: Element, words: Omit<Frame, "colours">): string {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string, otherwise: string) =>
    colourOf(style.getPropertyValue(name).trim())?.hex ?? otherwise;
  const colours = {
    ground: colour("--paper", "#ffffff"),
    ink: colour("--ink", "#000000"),
    soft: colour("--ink-soft", "#444444"),
    line: colour("--line", "#cccccc"),
  };
  const items = figure.isConnected ? itemsOf(figure, colours.ground) : [alone(figure)];
  return svgDocument(items, { ...words, colours });
}

/** A drawing that was made for the picture and stands nowhere on the page. */
function alone(figure: Element): Item {
  if (!(figure instanceof SVGSVGElement)) throw new Error("a picture off the page is no SVG");
  const box = figure.viewBox.baseVal;
  const width = Number(figure.getAttribute("width")) || box.width;
  const height = Number(figure.getAttribute("height")) || box.height;
  return { type: "drawing", x: 0, y: 0, width, height, markup: drawingOf(figure, "d1-") };
}
