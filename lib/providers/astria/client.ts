import { z } from "zod";
import { callProvider } from "../http";
import { missingKeyError } from "../missing-key";
import { config } from "./config";
import { Listed, Prompt, Tune } from "./wire";

/** Astria cuts requests at 30 s (Astria's documentation); a little more for a create, whose answer matters. */
const createTimeoutMs = 35_000;
const readTimeoutMs = 15_000;

/** The most a list call gives (Astria's documentation). */
const pageSize = 120;

export interface NewTune {
  title: string;
  name: string;
  imageUrls: readonly string[];
  callback: string;
}

export interface NewPrompt {
  text: string;
  seed: number;
  aspectRatio: string;
  callback: string;
}

/** `POST /tunes`: starts a training. */
export function createTune(tune: NewTune): Promise<Tune> {
  const { ASTRIA_BRANCH: branch, ASTRIA_BASE_TUNE_ID: baseTuneId } = config.variables();
  const body = {
    title: tune.title,
    name: tune.name,
    image_urls: tune.imageUrls,
    callback: tune.callback,
    branch,
    ...(baseTuneId !== undefined && { base_tune_id: baseTuneId }),
    ...(branch === "flux1" && { model_type: "lora", preset: "flux-lora-portrait", token: "ohwx" }),
  };
  return call("POST", "/tunes", Tune, createTimeoutMs, { tune: body });
}

/** `GET /tunes/:id`. */
export function getTune(id: number): Promise<Tune> {
  return call("GET", `/tunes/${id}`, Tune, readTimeoutMs);
}

/** `GET /tunes`: one page, newest first, of tunes older than `beforeId`. */
export function listTunes(beforeId: number | null): Promise<Page<Tune>> {
  return list(`/tunes?${page(beforeId)}`, Tune);
}

/** `POST /tunes/:id/prompts`: starts one picture on a trained tune. */
export function createPrompt(tuneId: number, prompt: NewPrompt): Promise<Prompt> {
  const body = {
    text: prompt.text,
    seed: prompt.seed,
    num_images: 1,
    aspect_ratio: prompt.aspectRatio,
    super_resolution: true,
    inpaint_faces: true,
    callback: prompt.callback,
  };
  return call("POST", `/tunes/${tuneId}/prompts`, Prompt, createTimeoutMs, { prompt: body });
}

/** `GET /tunes/:id/prompts/:promptId`. */
export function getPrompt(tuneId: number, id: number): Promise<Prompt> {
  return call("GET", `/tunes/${tuneId}/prompts/${id}`, Prompt, readTimeoutMs);
}

/** `GET /tunes/:id/prompts`: one page of a tune's prompts, newest first. */
export function listPrompts(tuneId: number, beforeId: number | null): Promise<Page<Prompt>> {
  return list(`/tunes/${tuneId}/prompts?${page(beforeId)}`, Prompt);
}

/** `GET /prompts`: one page of the whole account's prompts, newest first. */
export function listAllPrompts(beforeId: number | null): Promise<Page<Prompt>> {
  return list(`/prompts?${page(beforeId)}`, Prompt);
}

/** One page of a list, newest first. */
export interface Page<T> {
  /** What we could read. The account may hold work of others, in shapes we do not know. */
  items: T[];
  /** The id to go on before, `null` on the last page. */
  next: number | null;
  /** When its last item was made; `null` for an empty page. */
  oldest: string | null;
}

async function list<T extends z.ZodType>(path: string, schema: T): Promise<Page<z.infer<T>>> {
  const rows = await call("GET", path, z.array(Listed), readTimeoutMs);
  const parsed = rows.map((row) => schema.safeParse(row));
  const last = rows.at(-1);
  return {
    items: parsed.flatMap((each) => (each.success ? [each.data] : [])),
    next: last && rows.length >= pageSize ? last.id : null,
    oldest: last?.created_at ?? null,
  };
}

function page(beforeId: number | null): string {
  return `limit=${pageSize}${beforeId === null ? "" : `&before_id=${beforeId}`}`;
}

function call<T extends z.ZodType>(
  method: "GET" | "POST",
  path: string,
  schema: T,
  timeoutMs: number,
  body?: unknown,
): Promise<z.infer<T>> {
  const { label } = config;
  const { ASTRIA_BASE_URL: base, ASTRIA_API_KEY: key } = config.variables();
  if (!key) return Promise.reject(missingKeyError(label, "ASTRIA_API_KEY"));
  const headers = { authorization: `Bearer ${key}` };
  return callProvider({ label, method, url: base + path, headers, body, schema, timeoutMs });
}
