import { z } from "zod";
import { env } from "@/lib/env";
import { callProvider } from "../http";
import { ProviderError } from "../provider-error";
import { Prompt, Tune } from "./wire";

/** Astria cuts requests at 30 s (facts B.4); a little more for a create, whose answer matters. */
const createTimeoutMs = 35_000;
const readTimeoutMs = 15_000;

/** The most a list call gives (facts B.1). */
export const pageSize = 120;

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
  const { ASTRIA_BRANCH: branch, ASTRIA_BASE_TUNE_ID: baseTuneId } = env();
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
export function listTunes(beforeId: number | null): Promise<Tune[]> {
  return call("GET", `/tunes?${page(beforeId)}`, z.array(Tune), readTimeoutMs);
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
export function listPrompts(tuneId: number, beforeId: number | null): Promise<Prompt[]> {
  return call("GET", `/tunes/${tuneId}/prompts?${page(beforeId)}`, z.array(Prompt), readTimeoutMs);
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
  const { ASTRIA_BASE_URL: base, ASTRIA_API_KEY: key } = env();
  if (!key) {
    const facts = { retryable: true, mayHaveWorked: false };
    return Promise.reject(
      new ProviderError("not_authorized", "Astria is not configured: ASTRIA_API_KEY is missing.", facts),
    );
  }
  const headers = { authorization: `Bearer ${key}` };
  return callProvider({ label: "Astria", method, url: base + path, headers, body, schema, timeoutMs });
}
