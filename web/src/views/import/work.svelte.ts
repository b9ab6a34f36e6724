/** The files of an import from choosing to trying: what is said about them, and what was found. */
import { ApiProblem } from "../../api/client";
import { follow, send, stop } from "../../api/imports";
import type { Job } from "../../api/patient";
import type { Problem } from "../../api/types";
import type { MappingFile } from "./mapping";
import type { ImportFile, ImportReport } from "./reasons";

export class ImportWork {
  files = $state.raw<readonly File[]>([]);
  mapping = $state.raw<MappingFile>({});
  /** The trial or the import that is under way. */
  job = $state.raw<Job | null>(null);
  /** What the last trial came to. */
  report = $state.raw<ImportReport | null>(null);
  /** What can be told of files that cannot be read as they are. */
  unread = $state.raw<readonly ImportFile[]>([]);
  problem = $state.raw<Problem | null>(null);
  /** The id of the last trial that has ended. */
  tried = $state<string | null>(null);
  busy = $state(false);

  #stop: AbortController | undefined;

  /** The files as they were found, read or not. */
  get found(): readonly ImportFile[] {
    return this.report?.files ?? this.unread;
  }

  choose(files: readonly File[]): Promise<void> {
    this.files = files;
    this.report = null;
    this.unread = [];
    return this.try();
  }

  /** Forgets the files; what was said about their columns stays for the next. */
  clear(): void {
    this.files = [];
    this.report = null;
    this.unread = [];
  }

  /** Says something else about the files, and tries them again. */
  say(mapping: MappingFile): Promise<void> {
    this.mapping = mapping;
    return this.files.length > 0 ? this.try() : Promise.resolve();
  }

  /** Finds out what would happen. */
  async try(): Promise<void> {
    await this.#run(async (signal) => {
      const job = await this.#ended(await send(this.files, this.mapping, true, signal), signal);
      this.tried = job.id;
      this.report = job.report ?? null;
      this.unread = job.files ?? [];
      this.problem = job.problem ?? null;
    });
  }

  /** Begins to write; gives the job's id, or nothing where it could not begin. */
  async begin(): Promise<string | null> {
    let id: string | null = null;
    await this.#run(async (signal) => {
      id = (await send(this.files, this.mapping, false, signal)).id;
    });
    return id;
  }

  /** Gives up what is under way. */
  cancel(): void {
    if (this.job) void stop(this.job.id);
    this.#stop?.abort();
    this.job = null;
    this.busy = false;
  }

  async #ended(begun: Job, signal: AbortSignal): Promise<Job> {
    this.job = begun;
    return follow(
      begun.id,
      (job) => {
        this.job = job;
      },
      signal,
    );
  }

  async #run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.cancel();
    const own = new AbortController();
    this.#stop = own;
    this.busy = true;
    this.problem = null;
    try {
      await work(own.signal);
    } catch (error) {
      if (own.signal.aborted) return;
      this.problem = problemOf(error);
    }
    if (this.#stop === own) {
      this.busy = false;
      this.job = null;
    }
  }
}

/** What went wrong, as a problem. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { type: "/problems/page", title: "page", status: 0, code: "page", detail };
}
