/** Showing a view within another page: what to put there, and whether this server allows it. */
import { formatPlace, type Place, type View } from "../state/place";

/** Tools change the map or give files; there is nothing to show of them elsewhere. */
const ALONE: ReadonlySet<Place["view"]> = new Set<View | "missing">([
  "missing",
  "edit",
  "import",
  "history",
  "data",
]);

export function canEmbed(place: Place): boolean {
  return !ALONE.has(place.view);
}

/** The markup that shows a place within another page. */
export function embedSnippet(place: Place, title: string): string {
  const address = location.origin + formatPlace({ ...place, embed: true });
  const [src, name] = [address, title].map(attribute);
  return `<iframe src="${src}" title="${name}" width="100%" height="640" loading="lazy"></iframe>`;
}

/** Who may show views of this server: the sources of its policy; nobody for an empty list. */
export async function embedders(place: Place): Promise<string[]> {
  const response = await fetch(formatPlace({ ...place, embed: true }), { method: "HEAD" });
  const policy = response.headers.get("content-security-policy") ?? "";
  const [, sources = ""] = policy.match(/frame-ancestors ([^;]*)/) ?? [];
  return sources.split(/\s+/).filter((source) => source !== "" && source !== "'none'");
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
