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
  /** Of a tagging job: how many images it has, and how many of them the provider is done with. */
  details: z.object({ total: z.number().optional(), done: z.number().optional() }).nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type JobAnswer = z.infer<typeof JobAnswer>;

const TaggedAsset = z.object({
  name: z.string().nullable(),
  tags: z.array(z.string()).nullable(),
  reason: z.string().nullable(),
});
export type TaggedAsset = z.infer<typeof TaggedAsset>;

/** How a story stands, as its document has it. */
const VideoStatus = z.object({
  id: z.string(),
  status: z.string(),
  progress: z.number(),
  stage: z.string(),
  title: z.string().optional(),
  video_url: z.string().optional(),
  captions_url: z.string().optional(),
  srt_url: z.string().optional(),
  script_url: z.string().optional(),
  duration: z.number().optional(),
  storyboard_json: z.object({
    scenes: z.array(
      z.object({ number: z.number(), image_url: z.string().nullable(), audio_url: z.string().nullable() }),
    ),
  }),
  error: z.string().optional(),
});
export type VideoStatus = z.infer<typeof VideoStatus>;

const Problem = z.object({ title: z.string(), detail: z.string().optional() });

/** The few routes a demonstration needs, as any client would call them. */
export interface Api {
  upload(picture: Buffer, name: string): Promise<string>;
  /** Puts a picture into the library; its id there. */
  addToLibrary(picture: Buffer, name: string): Promise<string>;
  createJob(kind: string, input: Record<string, unknown>): Promise<JobAnswer>;
  job(id: string): Promise<JobAnswer>;
  /** What became of the images of a tagging job, a hundred at most. */
  taggedAssets(id: string): Promise<TaggedAsset[]>;
  /** Begins a story's video; its id. */
  generateScript(input: Record<string, unknown>): Promise<string>;
  /** Carries a video on; its status. */
  processVideo(id: string): Promise<string>;
  videoStatus(id: string): Promise<VideoStatus>;
  /** What lies behind a result's address: its type and its bytes. Throws where nothing does. */
  file(url: string): Promise<{ type: string; bytes: number }>;
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

  function send<T>(schema: z.ZodType<T>, path: string, picture: Buffer, name: string): Promise<T> {
    const body = new FormData();
    body.set("file", new Blob([new Uint8Array(picture)], { type: "image/jpeg" }), name);
    return call(schema, path, { method: "POST", body });
  }

  return {
    async upload(picture, name) {
      return (await send(z.object({ path: z.string() }), "/api/uploads", picture, name)).path;
    },
    async addToLibrary(picture, name) {
      return (await send(z.object({ id: z.string() }), "/api/assets", picture, name)).id;
    },
    createJob: (kind, input) =>
      call(JobAnswer, "/api/jobs", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ kind, input }),
      }),
    job: (id) => call(JobAnswer, `/api/jobs/${id}`),
    async taggedAssets(id) {
      const page = z.object({ items: z.array(TaggedAsset) });
      return (await call(page, `/api/jobs/${id}/assets?limit=100`)).items;
    },
    async generateScript(input) {
      const answer = await call(z.object({ videoId: z.string() }), "/api/generate-script", {
        method: "POST",
        body: JSON.stringify(input),
      });
      return answer.videoId;
    },
    async processVideo(id) {
      const answer = z.object({ success: z.literal(true), status: z.string() });
      return (await call(answer, `/api/process-video?id=${encodeURIComponent(id)}`, { method: "POST" }))
        .status;
    },
    videoStatus: (id) => call(VideoStatus, `/api/video-status?id=${encodeURIComponent(id)}`),
    async file(url) {
      const headers = { authorization: `Bearer ${accessToken}` };
      const response = await fetch(new URL(url, base), { headers, signal: AbortSignal.timeout(60_000) });
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      const { byteLength } = await response.arrayBuffer();
      return { type: response.headers.get("content-type") ?? "", bytes: byteLength };
    },
    address: (path) => new URL(path, base).href,
  };
}
