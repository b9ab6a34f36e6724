import { afterEach, describe, expect, it, vi } from "vitest";
import { type Job, patient } from "./patient";

const address = "http://waymark.test/api/v1/analysis/overlap";

function job(state: Job["state"], rest: Partial<Job> = {}): Job {
  return { id: "job-1", title: "t", state, step: "drawing", progress: 0.5, ...rest } as Job;
}

/** A server that answers in this order, and the requests that came. */
function answers(...given: Response[]): [string, string][] {
  const asked: [string, string][] = [];
  vi.stubGlobal("fetch", async (input: Request | string, init?: RequestInit) => {
    const url = typeof input === "string" ? input : input.url;
    asked.push([init?.method ?? (typeof input === "string" ? "GET" : input.method), url]);
    const next = given.shift();
    if (!next) throw new Error(`nobody answers ${url}`);
    return next;
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

describe("a patient question", () => {
  it("follows its job and gives the answer at the address that the job names", async () => {
    const heard: (number | null | undefined)[] = [];
    const asked = answers(
      Response.json(job("running"), { status: 202 }),
      Response.json(job("running", { progress: 0.7 })),
      Response.json(job("done", { answer: "/api/v1/analysis/overlap?as_of=2" })),
      Response.json({ pairs: [] }),
    );
    const response = await patient(({ progress }) => heard.push(progress))(new Request(address));
    expect(await response.json()).toEqual({ pairs: [] });
    expect(heard).toEqual([0.7, 0.5]);
    expect(asked.at(-1)).toEqual(["GET", "/api/v1/analysis/overlap?as_of=2"]);
  });

  it("takes an answer that comes at once as it is", async () => {
    answers(Response.json({ code: "unknown_id" }, { status: 404 }));
    expect((await patient(() => {})(new Request(address))).status).toBe(404);
  });

  it("gives the problem of a job that failed, and says so of one that was stopped", async () => {
    const problem = { type: "", title: "", status: 422, code: "too_many_samples", detail: "d" };
    answers(
      Response.json(job("running"), { status: 202 }),
      Response.json(job("failed", { problem })),
    );
    const failed = await patient(() => {})(new Request(address));
    expect([failed.status, ((await failed.json()) as { code: string }).code]).toEqual([
      422,
      "too_many_samples",
    ]);
    answers(Response.json(job("running"), { status: 202 }), Response.json(job("cancelled")));
    const stopped = await patient(() => {})(new Request(address));
    expect(((await stopped.json()) as { code: string }).code).toBe("cancelled");
  });

  it("stops the work when nobody wants the answer any more", async () => {
    const stop = new AbortController();
    const asked = answers(
      Response.json(job("running"), { status: 202 }),
      Response.json(job("running")),
      new Response(null, { status: 204 }),
    );
    const waiting = patient(() => stop.abort())(new Request(address, { signal: stop.signal }));
    await expect(waiting).rejects.toThrow();
    expect(asked).toContainEqual(["DELETE", "/api/v1/jobs/job-1"]);
  });
});
