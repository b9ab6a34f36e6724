/** Links that give the same a year on: to an edition, or to the present state as it is today. */
import { client, data } from "../api/client";
import { formatPlace, NOW, type Place, pinnedWord } from "../state/place";

/** A place that will not change: the present state becomes its position in the log, on this day. */
export async function pinnedPlace(place: Place): Promise<Place> {
  if (place.edition !== NOW) return place;
  const asked = client.GET("/api/v1/editions");
  const { version } = await data(asked);
  const { response } = await asked;
  return { ...place, edition: pinnedWord(version.position, dayOf(response.headers.get("date"))) };
}

/** The whole address of a place, as it stands in a letter or a list of references. */
export function wholeAddress(place: Place): string {
  const { embed: _, ...alone } = place;
  return location.origin + formatPlace(alone);
}

/** The server's day; its answers are about that one, whatever this machine's clock says. */
export function dayOf(date: string | null): string {
  const moment = new Date(date ?? Date.now());
  return (Number.isNaN(moment.getTime()) ? new Date() : moment).toISOString().slice(0, 10);
}
