import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Rgb = [number, number, number];

const css = readFileSync("src/styles/tokens.css", "utf8");
const [light, dark] = css.split(':root[data-theme="dark"]') as [string, string];
const themes = { light: tokens(light), dark: tokens(dark) };

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const visions: Record<string, number[]> = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  deutan: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  tritan: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
};

describe.each(Object.entries(themes))("the %s theme", (_, token) => {
  const goals = [1, 2, 3, 4, 5, 6].map((slot) => token(`goal-${slot}`));

  it.each(Object.entries(visions))("keeps goals apart under %s vision", (_, matrix) => {
    const seen = goals.map((goal) => oklab(see(linear(goal), matrix)));
    for (const [i, a] of seen.entries()) {
      for (const b of seen.slice(i + 1)) expect(distance(a, b)).toBeGreaterThanOrEqual(10);
    }
  });

  it("draws marks at 3:1 on the ground", () => {
    for (const name of ["mark", "focus", "line-strong", "good", "due", "late", "off"]) {
      expect(contrast(token(name), token("paper")), name).toBeGreaterThanOrEqual(3);
    }
    for (const goal of goals) expect(contrast(goal, token("paper"))).toBeGreaterThanOrEqual(3);
  });

  it("writes text at 4.5:1", () => {
    for (const name of ["ink", "ink-soft", "accent", "accent-strong", "good", "due", "late"]) {
      for (const ground of ["paper", "surface", "sunk"]) {
        expect(contrast(token(name), token(ground)), `${name} on ${ground}`).toBeGreaterThan(4.5);
      }
    }
    for (const step of [1, 2, 3, 4, 5]) {
      expect(contrast(token(`seq-ink-${step}`), token(`seq-${step}`))).toBeGreaterThan(4.5);
    }
  });
});

function tokens(block: string) {
  return (name: string): string => {
    const found = block.match(new RegExp(`--${name}: (#[0-9a-f]{6})`));
    if (!found?.[1]) throw new Error(`no token \`${name}\``);
    return found[1];
  };
}

function linear(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function see([r, g, b]: Rgb, matrix: number[]): Rgb {
  const row = (at: number) =>
    (matrix[at] ?? 0) * r + (matrix[at + 1] ?? 0) * g + (matrix[at + 2] ?? 0) * b;
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  return [clamp(row(0)), clamp(row(3)), clamp(row(6))];
}

/** Ottosson (2020), times 100. */
function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    100 * (0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s),
    100 * (1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s),
    100 * (0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s),
  ];
}

function distance(a: Rgb, b: Rgb): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [red, green, blue] = linear(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
