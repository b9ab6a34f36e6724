/** Loading for a view: keeps what it has while it asks again, and shows waiting only when it lasts. */
import { ApiProblem } from "./client";
import type { Problem } from "./types";

/** Before this, a wait is not worth telling. */
const PATIENCE = 150;

export class Loader<T> {
  data = $state.raw<T | undefined>(undefined);
  problem = $state.raw<Problem | undefined>(undefined);
  /** An answer is under way. */
  busy = $state(true);
  /** It has been under way for long enough to say so. */
  slow = $state(false);

  #attempt = $state(0);

  /**
   * Asks `question` now and again whenever something it reads changes. To be made while a
   * component is being set up; what is under way is given up when the component goes.
   */
  constructor(question: (signal: AbortSignal) => Promise<T> | null) {
    $effect(() => {
      this.#attempt;
      const stop = new AbortController();
      const answer = question(stop.signal);
      this.busy = answer !== null;
      const timer = setTimeout(() => {
        this.slow = true;
      }, PATIENCE);
      const settle = () => {
        clearTimeout(timer);
        this.busy = false;
        this.slow = false;
      };
      answer?.then(
        (data) => {
          if (stop.signal.aborted) return;
          this.data = data;
          this.problem = undefined;
          settle();
        },
        (error: unknown) => {
          if (stop.signal.aborted) return;
          this.problem = problemOf(error);
          this.data = undefined;
          settle();
        },
      );
      return () => {
        clearTimeout(timer);
        stop.abort();
      };
    });
  }

  /** Asks again. */
  retry(): void {
    this.#attempt += 1;
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem;
  return {
    type: "/problems/page",
    title: "page",
    status: 0,
    code: "page",
    detail: error instanceof Error ? error.message : String(error),
  };
}
