import { z } from "zod";

const JobAnswer = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.enum(["pending", "processing", "completed", "failed", "canceled"]),
  stageLabel: z.string(),
  progress: z.number(),
  estimatedTimeRemaining: z.number().nullable(),
  resultUrls: z.array(z.string()),
  output: z.object({ text: z.string().optional() }).nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type JobAnswer = z.infer<typeof JobAnswer>;

const Problem = z.object({ title: z.string(), detail: z.string().optional() });

/** The few routes a demonstration needs, as any client would call them. */
export interface Api {
  upload(picture: Buffer, name: string): Promise<string>;
  createJob(kind: string, input: Record<string, unknown>): Promise<JobAnswer>;
  job(id: string): Promise<JobAnswer>;
  /** A result's full address. */
  address(path: string): string;
}

export function createApi(base: string, accessToken: string): Api {
  async function call<T>(schema: z.ZodType<T>, path: string, init: RequestInit = {}): Promise<T> {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${accessToken}`);
    const response = await fetch(new URL(path, base), {
      ...init,
      headers,
      signal: AbortSignal.timeout(60_000),
    });
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return schema.parse(body);
    const problem = Problem.safeParse(body).data;
    const said = problem ? `${problem.title} ${problem.detail ?? ""}`.trim() : "no explanation";
    throw new Error(`${init.method ?? "GET"} ${path} answered ${response.status}: ${said}`);
  }

  return {
    async upload(picture, name) {
      const form = new FormData();
      form.set("file", new Blob([new Uint8Array(picture)], { type: "image/jpeg" }), name);
      const { path } = await call(z.object({ path: z.string() }), "/api/uploads", {
        method: "POST",
        body: form,
      });
      return path;
    },
    createJob: (kind, input) =>
      call(JobAnswer, "/api/jobs", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ kind, input }),
      }),
    job: (id) => call(JobAnswer, `/api/jobs/${id}`),
    address: (path) => new URL(path, base).href,
  };
}
