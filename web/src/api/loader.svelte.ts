/** Loading for a view: keeps what it has while it asks again, and shows waiting only when it lasts. */
import { untrack } from "svelte";
import { live } from "../state/live.svelte";
import { ApiProblem } from "./client";
import { type Job, type Patient, patient } from "./patient";
import type { Problem } from "./types";

/** Before this, a wait is not worth telling. */
const PATIENCE = 150;

/** How many answers the page waits for. */
export const pending = $state({ count: 0 });

/**
 * Counted apart from the state: while an effect is taken down, the state is read as it was before
 * the change that takes it down, and a count made from that would never come back to zero.
 */
let underWay = 0;

function count(by: 1 | -1): void {
  underWay += by;
  pending.count = underWay;
}

export class Loader<T> {
  data = $state.raw<T | undefined>(undefined);
  problem = $state.raw<Problem | undefined>(undefined);
  /** An answer is under way. */
  busy = $state(true);
  /** It has been under way for long enough to say so. */
  slow = $state(false);
  /** How far the job is that works it out, if the question is asked as one. */
  job = $state.raw<Job | null>(null);
  /** It was given up by whoever asked. */
  cancelled = $state(false);

  #stop: AbortController | undefined;
  #attempt = $state(0);

  /**
   * Asks `question` now and again whenever something it reads changes, or the page is brought up to
   * date with the map. To be made while a
   * component is being set up; what is under way is given up when the component goes. A question
   * that may take seconds is asked with `long` as its `fetch`: then `job` says how far it is.
   */
  constructor(question: (signal: AbortSignal, long: Patient) => Promise<T> | null) {
    $effect(() => {
      this.#attempt;
      live.round;
      const stop = new AbortController();
      const hear = (job: Job) => {
        if (!stop.signal.aborted) this.job = job;
      };
      const answer = question(stop.signal, patient(hear));
      return untrack(() => this.#wait(answer, stop));
    });
  }

  /** Gives up what is under way. */
  cancel(): void {
    this.#stop?.abort();
    this.cancelled = true;
  }

  /** Asks again. */
  retry(): void {
    this.#attempt += 1;
  }

  /** Waits for an answer; returns how to give it up. */
  #wait(answer: Promise<T> | null, stop: AbortController): () => void {
    this.busy = answer !== null;
    this.#stop = stop;
    this.job = null;
    this.cancelled = false;
    if (answer === null) return () => stop.abort();
    count(1);
    const timer = setTimeout(() => {
      this.slow = true;
    }, PATIENCE);
    let waiting = true;
    const settle = () => {
      if (!waiting) return;
      waiting = false;
      count(-1);
      clearTimeout(timer);
      this.busy = false;
      this.slow = false;
      this.job = null;
    };
    stop.signal.addEventListener("abort", settle, { once: true });
    answer.then(
      (data) => this.#take(stop, data, undefined, settle),
      (error: unknown) => this.#take(stop, undefined, problemOf(error), settle),
    );
    return () => {
      stop.abort();
      untrack(settle);
    };
  }

  #take(
    stop: AbortController,
    data: T | undefined,
    problem: Problem | undefined,
    settle: () => void,
  ): void {
    if (stop.signal.aborted) return;
    this.data = data;
    this.problem = problem;
    settle();
  }
}

export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem;
  return {
    type: "/problems/page",
    title: "page",
    status: 0,
    code: "page",
    detail: error instanceof Error ? error.message : String(error),
  };
}
