/** What records say in one state of the map; lists are asked for once. */
import { ApiProblem, api } from "../../api/client";
import type { RecordRef, Source } from "../../api/types";

/** A record in a state, with the sources it names; `null` where the state does not have it. */
export interface Read {
  record: object | null;
  sources: Record<string, Source>;
}

type List = "ties" | "milestones" | "sources" | "facets" | "editions";

const LISTS: Record<string, List> = {
  tie: "ties",
  milestone: "milestones",
  source: "sources",
  facet: "facets",
  edition: "editions",
};

export class Records {
  readonly #lists = new Map<List, Promise<Map<string, object>>>();
  readonly #stop = new AbortController();

  constructor(readonly edition: string) {}

  /** What a record says; one that is not there says nothing. */
  async read({ record, id }: RecordRef, signal: AbortSignal): Promise<Read> {
    const list = LISTS[record];
    if (!list) return this.#entity(id, signal);
    const [records, sources] = await Promise.all([this.#list(list), this.#list("sources")]);
    return {
      record: records.get(id) ?? null,
      sources: Object.fromEntries(sources) as Read["sources"],
    };
  }

  async #entity(id: string, signal: AbortSignal): Promise<Read> {
    try {
      const { entity, sources } = await api.entity(this.edition, id, signal);
      return { record: entity, sources };
    } catch (error) {
      if (error instanceof ApiProblem && error.problem.status === 404) {
        return { record: null, sources: {} };
      }
      throw error;
    }
  }

  /** Gives up what is under way. */
  stop(): void {
    this.#stop.abort();
  }

  #list(list: List): Promise<Map<string, object>> {
    const known = this.#lists.get(list);
    if (known) return known;
    const asked = this.#ask(list).then((items) => new Map(items.map((item) => [item.id, item])));
    this.#lists.set(list, asked);
    // What failed is asked again the next time.
    asked.catch(() => this.#lists.delete(list));
    return asked;
  }

  async #ask(list: List): Promise<(object & { id: string })[]> {
    const { signal } = this.#stop;
    const whole = { edition: this.edition, filters: {} };
    switch (list) {
      case "ties":
        return (await api.ties(whole, undefined, signal)).items;
      case "milestones":
        return (await api.milestones(whole, undefined, signal)).items;
      case "sources":
        return (await api.sources(this.edition, signal)).items;
      case "facets":
        return (await api.facets(this.edition, signal)).items.map(({ id, name, terms }) => ({
          id,
          name,
          terms: terms.map((term) => ({ name: term.name })),
        }));
      case "editions":
        return (await api.editions(signal)).editions;
    }
  }
}
