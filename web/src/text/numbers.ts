/** Numbers, shares and amounts in words. */
import type { Known, Money, MoneySum } from "../api/types";

const whole = new Intl.NumberFormat("en");

export function number(value: number): string {
  return whole.format(value);
}

/** `1 initiative`, `12 initiatives`. */
export function count(value: number, one: string, many: string): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** `17 of 57`. */
export function ofAll({ known, of }: Known): string {
  return `${number(known)} of ${number(of)}`;
}

/** A share in percent; nothing of nothing has none. */
export function percent({ known, of }: Known): string | null {
  if (of === 0) return null;
  const share = (100 * known) / of;
  const rounded = known > 0 && share < 1 ? "less than 1" : known < of && share > 99 ? "99" : null;
  return `${rounded ?? Math.round(share)} %`;
}

/** The exact digits with separators: an amount is never rounded where it is a fact. */
export function money({ amount, currency }: Pick<Money, "amount" | "currency">): string {
  const [integer = "0", fraction] = amount.replace(/^-/, "").split(".");
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = amount.startsWith("-") ? "−" : "";
  const digits = `${sign}${grouped}${fraction ? `.${fraction}` : ""}`;
  return currency === "XXX" ? `${digits} (currency not stated)` : `${currency} ${digits}`;
}

/** A sum with what it is made of. */
export function sum({ amount, currency, status, pooled, count: parts }: MoneySum): string {
  const notes = [status, pooled ? "pooled" : null, count(parts, "amount", "amounts")];
  return `${money({ amount, currency })} (${notes.filter(Boolean).join(", ")})`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** With so many decimals; what is more than nothing is not shown as nothing. */
export function decimals(value: number, digits: number): string {
  const least = 10 ** -digits;
  return value > 0 && value < least / 2 ? `< ${least.toFixed(digits)}` : value.toFixed(digits);
}
