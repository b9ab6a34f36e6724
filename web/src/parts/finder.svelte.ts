/**
 * Finding a thing of the map while one types, and choosing it from a list with the arrow keys
 * (WAI-ARIA Authoring Practices, editable combobox with list). The field keeps the focus.
 */
import { ApiProblem, api } from "../api/client";
import type { EntityKind, SearchHit } from "../api/types";
import { announce } from "../state/announce.svelte";
import { say } from "../text/catalogue";

/** Long enough not to ask at every key. */
const PAUSE = 120;

/** What was found for some words. */
interface Found {
  query: string;
  hits: SearchHit[];
  total: number;
}

export interface FinderConfig {
  edition: () => string;
  /** Only things of these kinds; of any kind where it is absent. */
  kinds?: (() => readonly EntityKind[] | undefined) | undefined;
  choose: (hit: SearchHit) => void;
}

export class Finder {
  query = $state("");
  found = $state.raw<Found | null>(null);
  failed = $state(false);
  open = $state(false);
  active = $state(-1);

  readonly words = $derived(this.query.trim());
  readonly hits = $derived(this.found?.hits ?? []);
  readonly showing = $derived(
    this.open && this.words !== "" && (this.found !== null || this.failed),
  );

  readonly #config: FinderConfig;

  /** To be made while a component is being set up. */
  constructor(config: FinderConfig) {
    this.#config = config;
    $effect(() => {
      const asked = this.words;
      const edition = config.edition();
      const kinds = config.kinds?.();
      if (asked === "") {
        this.found = null;
        return;
      }
      const stop = new AbortController();
      const timer = setTimeout(() => this.#find(edition, asked, kinds, stop.signal), PAUSE);
      return () => {
        clearTimeout(timer);
        stop.abort();
      };
    });
  }

  /** Chooses what was found, and is ready for other words. */
  choose(hit: SearchHit): void {
    this.query = "";
    this.open = false;
    this.#config.choose(hit);
  }

  readonly onkeydown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.stopPropagation();
      if (this.showing) this.open = false;
      else this.query = "";
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.open = true;
      const step = event.key === "ArrowDown" ? 1 : -1;
      const { length } = this.hits;
      if (length > 0) this.active = (this.active + step + length) % length;
      return;
    }
    const hit = this.hits[this.active];
    if (event.key === "Enter" && this.showing && hit) {
      event.preventDefault();
      this.choose(hit);
    }
  };

  async #find(
    edition: string,
    asked: string,
    kinds: readonly EntityKind[] | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const found = await ask(edition, asked, kinds, signal);
      if (signal.aborted) return;
      this.found = found;
      this.failed = false;
      this.active = found.hits.length > 0 ? 0 : -1;
      announce(
        found.total === 0
          ? say.search.none(asked)
          : say.search.found(found.hits.length, found.total),
      );
    } catch (error) {
      if (signal.aborted) return;
      this.failed = error instanceof ApiProblem;
      this.found = null;
      announce(say.search.failed);
    }
  }
}

/** One question for each kind, since the API takes one; what is called most like it comes first. */
async function ask(
  edition: string,
  asked: string,
  kinds: readonly EntityKind[] | undefined,
  signal: AbortSignal,
): Promise<Found> {
  const questions = (kinds ?? [undefined]).map((kind) => api.search(edition, asked, signal, kind));
  const answers = await Promise.all(questions);
  return {
    query: asked,
    hits: answers.flatMap(({ hits }) => hits).sort((a, b) => b.score - a.score),
    total: answers.reduce((sum, { total }) => sum + total, 0),
  };
}
