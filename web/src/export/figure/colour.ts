/** Computed colours as every program reads them: `#rrggbb`, with the opacity apart. */

export interface Colour {
  hex: string;
  opacity: number;
}

const known = new Map<string, Colour | null>();
let one: CanvasRenderingContext2D | null | undefined;

/** A colour, or nothing where it cannot be seen. */
export function colourOf(css: string): Colour | null {
  const before = known.get(css);
  if (before !== undefined) return before;
  const found = read(css);
  known.set(css, found);
  return found;
}

/** A colour over a ground, as one colour. */
export function over(colour: Colour, ground: string): string {
  if (colour.opacity >= 1) return colour.hex;
  const mix = parts(colour.hex).map((part, at) => {
    const below = parts(ground)[at] ?? 255;
    return Math.round(part * colour.opacity + below * (1 - colour.opacity));
  });
  return hexOf(mix);
}

function read(css: string): Colour | null {
  if (css === "" || css === "none" || css === "transparent") return null;
  if (/^#[\da-f]{6}$/i.test(css)) return { hex: css.toLowerCase(), opacity: 1 };
  const rgb = css.match(/^rgba?\(([\d.]+),\s*([\d.]+),\s*([\d.]+)(?:,\s*([\d.]+))?\)$/);
  if (rgb) {
    const opacity = rgb[4] === undefined ? 1 : Number(rgb[4]);
    return opacity === 0 ? null : { hex: hexOf(rgb.slice(1, 4).map(Number)), opacity };
  }
  return painted(css);
}

/** Any other way to write a colour is painted and looked at. */
function painted(css: string): Colour | null {
  one ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!one) return null;
  one.clearRect(0, 0, 1, 1);
  one.fillStyle = "transparent";
  one.fillStyle = css;
  one.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = one.getImageData(0, 0, 1, 1).data;
  return alpha === 0 ? null : { hex: hexOf([red, green, blue]), opacity: alpha / 255 };
}

function parts(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

function hexOf(parts: readonly number[]): string {
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}
