/** What the pictures of the network ask. */
import { client, data, stateOf } from "./client";

/** More things than this around one are no picture any more. */
export const MOST_AROUND = 300;

export const networkApi = {
  /** Where the answer below can be had. */
  neighborhoodAddress: (edition: string, id: string, depth: number): string => {
    const words = { ...stateOf(edition), depth: String(depth), limit: String(MOST_AROUND) };
    return `/api/v1/entities/${encodeURIComponent(id)}/neighborhood?${new URLSearchParams(words)}`;
  },
  neighborhood: (edition: string, id: string, depth: number, signal: AbortSignal) =>
    data(
      client.GET("/api/v1/entities/{id}/neighborhood", {
        params: { path: { id }, query: { ...stateOf(edition), depth, limit: MOST_AROUND } },
        signal,
      }),
    ),
};
