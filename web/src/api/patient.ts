/** Long questions: the server works them out as a job that tells how far it is and can be stopped. */
import type { components } from "./schema";

export type Job = components["schemas"]["Job"];

/** Asks a request as a job and answers with what the job came to. */
export type Patient = (request: Request) => Promise<Response>;

/** So long between looks at a job, in milliseconds; longer each time. */
const FIRST = 40;
const LONGEST = 500;

/** A `fetch` for questions that may take long; `onJob` hears how far the job is. */
export function patient(onJob: (job: Job) => void): Patient {
  return async (request) => {
    const asking = new Request(request);
    asking.headers.set("Prefer", "respond-async");
    const first = await fetch(asking);
    if (first.status !== 202) return first;
    const { id } = (await first.json()) as Job;
    const address = `/api/v1/jobs/${encodeURIComponent(id)}`;
    // Whoever no longer wants the answer stops the work, too.
    const stop = () => void fetch(address, { method: "DELETE", keepalive: true });
    request.signal.addEventListener("abort", stop, { once: true });
    globalThis.addEventListener?.("pagehide", stop, { once: true });
    try {
      return await follow(address, request, onJob);
    } finally {
      request.signal.removeEventListener("abort", stop);
      globalThis.removeEventListener?.("pagehide", stop);
    }
  };
}

async function follow(
  address: string,
  request: Request,
  onJob: (job: Job) => void,
): Promise<Response> {
  for (let wait = FIRST; ; wait = Math.min(LONGEST, wait * 1.5)) {
    const looked = await fetch(address, { signal: request.signal, cache: "no-store" });
    if (!looked.ok) return looked;
    const job = (await looked.json()) as Job;
    onJob(job);
    if (job.state === "done" && job.answer) {
      return fetch(job.answer, { signal: request.signal, headers: request.headers });
    }
    if (job.state !== "running") return failed(job);
    await pause(wait, request.signal);
  }
}

function failed(job: Job): Response {
  const problem = job.problem ?? {
    type: "/problems/cancelled",
    title: "cancelled",
    status: 409,
    code: "cancelled",
    detail: job.step,
  };
  return Response.json(problem, {
    status: problem.status,
    headers: { "content-type": "application/problem+json" },
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
