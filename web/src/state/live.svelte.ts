/**
 * What changed on the map while one looks at it. The page never moves by itself: it says that there
 * is something new, and shows it when asked to.
 */
import type { components } from "../api/schema";

type Changed = Extract<components["schemas"]["Event"], { type: "changed" }>;

class Live {
  /** Changes since the page was opened or brought up to date, the last one last. */
  news = $state.raw<readonly Changed[]>([]);
  /** Counts how often the page was brought up to date; what is asked of the map depends on it. */
  round = $state(0);
  /** The page's own changes need no telling. */
  #own = new Set<number>();

  /** Listens to the server; returns how to stop. */
  listen(): () => void {
    if (typeof EventSource === "undefined") return () => {};
    const stream = new EventSource("/api/v1/events");
    stream.addEventListener("changed", ({ data }) => {
      const event = JSON.parse(data) as Changed;
      if (!this.#own.has(event.position)) this.news = [...this.news, event];
    });
    return () => stream.close();
  }

  /** The page itself made this change, and shows it. */
  seen(position: number): void {
    this.#own.add(position);
    this.news = this.news.filter((event) => event.position !== position);
    this.round += 1;
  }

  /** Brings everything up to date. */
  show(): void {
    this.news = [];
    this.round += 1;
  }

  /** Leaves everything as it is, and says no more of what was told. */
  dismiss(): void {
    this.news = [];
  }
}

export const live = new Live();
