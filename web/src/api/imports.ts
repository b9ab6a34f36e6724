/** Bringing files in: send them, follow the job, stop it, take it back. */

import type { MappingFile } from "../views/import/mapping";
import { ApiProblem, client, data } from "./client";
import type { Job } from "./patient";
import type { Problem } from "./types";

/** So long between looks at a job, in milliseconds; longer each time. */
const FIRST = 60;
const LONGEST = 500;

/** Sends files with what is said about them; they are tried, or written. */
export async function send(
  files: readonly File[],
  mapping: MappingFile,
  tryOnly: boolean,
  signal: AbortSignal,
): Promise<Job> {
  const form = new FormData();
  form.append("mapping", JSON.stringify(mapping));
  for (const file of files) form.append("file", file, file.name);
  const query = tryOnly ? { dry_run: true } : {};
  return data(
    client.POST("/api/v1/imports", {
      params: { query },
      // The form is made here; the type describes it as the fields of one.
      body: form as never,
      bodySerializer: (body) => body,
      signal,
    }),
  );
}

/** Looks at a job until it has ended. */
export async function follow(
  id: string,
  onJob: (job: Job) => void,
  signal: AbortSignal,
): Promise<Job> {
  for (let wait = FIRST; ; wait = Math.min(LONGEST, wait * 1.5)) {
    const job = await data(
      client.GET("/api/v1/jobs/{id}", { params: { path: { id } }, cache: "no-store", signal }),
    );
    onJob(job);
    if (job.state !== "running") return job;
    await new Promise((resolve) => setTimeout(resolve, wait));
    signal.throwIfAborted();
  }
}

/** Stops a job; what is not yet written is not written. */
export async function stop(id: string): Promise<void> {
  await client.DELETE("/api/v1/jobs/{id}", { params: { path: { id } } });
}

/** What columns can be read as, and whether this server takes imports. */
export const targets = (signal: AbortSignal) =>
  data(client.GET("/api/v1/imports/targets", { signal }));

/** Takes a change of the map back, or only asks whether that can be done. */
export async function undo(position: number, tryOnly: boolean): Promise<Problem | null> {
  try {
    const query = tryOnly ? { dry_run: true } : {};
    await data(
      client.POST("/api/v1/changes/{position}/undo", { params: { path: { position }, query } }),
    );
    return null;
  } catch (error) {
    if (error instanceof ApiProblem) return error.problem;
    throw error;
  }
}
