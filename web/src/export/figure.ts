/** Which picture of a view is taken away. */
import type { Offer } from "./offer";

/** What the view names, otherwise the main figure of the page if it is a picture at present. */
export function shownFigure(offer: Offer): Element | null {
  if (offer.picture) return offer.picture();
  const figures = [...document.querySelectorAll<HTMLElement>("main figure")];
  const [main] = figures.filter(isPicture).sort((a, b) => areaOf(b) - areaOf(a));
  return main ?? null;
}

/** A figure whose table is shown instead is a table. */
function isPicture(figure: HTMLElement): boolean {
  return figure.querySelector("svg, [role=grid], canvas, ol, ul") !== null && areaOf(figure) > 0;
}

function areaOf(figure: HTMLElement): number {
  const { width, height } = figure.getBoundingClientRect();
  return width * height;
}
