/** EDTF dates in words. What the date does not say, the words do not say either. */

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The groupings of EDTF level 2: seasons, quarters, thirds and halves, with the month they start. */
const GROUPINGS: Record<string, { words: string; month: string }> = {
  "21": { words: "spring", month: "03" },
  "22": { words: "summer", month: "06" },
  "23": { words: "autumn", month: "09" },
  "24": { words: "winter", month: "12" },
  "33": { words: "first quarter of", month: "01" },
  "34": { words: "second quarter of", month: "04" },
  "35": { words: "third quarter of", month: "07" },
  "36": { words: "last quarter of", month: "10" },
  "37": { words: "early", month: "01" },
  "38": { words: "mid", month: "05" },
  "39": { words: "late", month: "09" },
  "40": { words: "first half of", month: "01" },
  "41": { words: "second half of", month: "07" },
};

/** A date in words; a date of a form it does not know stays as it is. */
export function dateInWords(edtf: string): string {
  const [from, to] = edtf.split("/");
  if (from === undefined || to === undefined) return single(edtf);
  if (open(from)) return open(to) ? edtf : `until ${single(to)}`;
  return open(to) ? `since ${single(from)}` : `${single(from)} to ${single(to)}`;
}

/** The first year the date may be in, for sorting; nothing when it tells none. */
export function dateSortKey(edtf: string | null | undefined): string | null {
  if (!edtf) return null;
  const [from = "", to = ""] = edtf.split("/");
  const part = open(from) ? to : from;
  const digits = part.replace(/[~?%]/g, "").replace(/X/g, "0");
  const inMonths = digits.replace(/-(\d{2})$/, (_, part) => `-${GROUPINGS[part]?.month ?? part}`);
  return digits === "" ? null : inMonths;
}

function open(part: string): boolean {
  return part === "" || part === "..";
}

function single(part: string): string {
  const bare = part.replace(/[~?%]$/, "");
  const mark = part.slice(bare.length);
  const words = plain(bare);
  if (mark === "~") return `about ${words}`;
  if (mark === "?") return `${words} (uncertain)`;
  return mark === "%" ? `about ${words} (uncertain)` : words;
}

function plain(part: string): string {
  const [, year, month, day] = part.match(/^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/) ?? [];
  if (!year) return decade(part);
  if (!month) return year;
  const name = GROUPINGS[month]?.words ?? MONTHS[Number(month) - 1];
  if (!name) return part;
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`;
}

function decade(part: string): string {
  const [, digits] = part.match(/^(\d{3})X$/) ?? [];
  return digits ? `the ${digits}0s` : part;
}
