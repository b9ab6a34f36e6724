/** What program answers, as its own document of the API says. */
import { ApiProblem } from "./client";

export interface Program {
  version: string;
  licence: string | null;
}

export async function program(signal: AbortSignal): Promise<Program> {
  const response = await fetch("/api/openapi.json", { signal });
  if (!response.ok) {
    const code = "unexpected_answer";
    throw new ApiProblem({
      type: `/problems/${code}`,
      title: code,
      status: response.status,
      code,
      detail: "",
    });
  }
  const { info } = (await response.json()) as {
    info: { version: string; license?: { name?: string; identifier?: string } };
  };
  return { version: info.version, licence: info.license?.identifier ?? info.license?.name ?? null };
}
