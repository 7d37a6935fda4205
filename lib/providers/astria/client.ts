import { z } from "zod";
import { callProvider } from "../http";
import { missingKeyError } from "../missing-key";
import { badResponse, isNotFound, ProviderError } from "../provider-error";
import { baseTuneId, trainsLoras } from "./base-tune";
import { config } from "./config";
import { isWork, promptOf, rowsOf, tuneOf, type Prompt, type Tune } from "./wire";

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
export async function createTune(tune: NewTune): Promise<Tune> {
  const base = baseTuneId();
  const body = {
    title: tune.title,
    name: tune.name,
    image_urls: tune.imageUrls,
    callback: tune.callback,
    branch: config.variables().ASTRIA_BRANCH,
    ...(base !== undefined && { base_tune_id: base }),
    ...(trainsLoras() && { model_type: "lora", preset: "flux-lora-portrait", token: "ohwx" }),
  };
  const words = "Astria offers no trainings where it is asked: ASTRIA_BASE_URL may be set wrong.";
  return tuneOf(await call("POST", "/tunes", createTimeoutMs, { tune: body }).catch(ifUnknown(words)));
}

/** `GET /tunes/:id`. */
export async function getTune(id: number): Promise<Tune> {
  const body = await call("GET", `/tunes/${id}`, readTimeoutMs);
  if (!isWork(body, "tune")) throw badResponse(config.label);
  return tuneOf(body);
}

/** `DELETE /tunes/:id`: the model, and what it was trained on. What it is answered with may be anything. */
export async function deleteTune(id: number): Promise<void> {
  await call("DELETE", `/tunes/${id}`, readTimeoutMs);
}

/** `GET /tunes`: one page, newest first, of tunes older than `beforeId`. */
export function listTunes(beforeId: number | null): Promise<Page<Tune>> {
  return list("/tunes", beforeId, tuneOf);
}

/** `POST /tunes/:id/prompts`: starts one picture on a model. */
export async function createPrompt(tuneId: number, prompt: NewPrompt): Promise<Prompt> {
  const body = {
    text: prompt.text,
    seed: prompt.seed,
    num_images: 1,
    aspect_ratio: prompt.aspectRatio,
    super_resolution: true,
    inpaint_faces: true,
    callback: prompt.callback,
  };
  const words = trainsLoras()
    ? `Astria does not know the base model ${tuneId}: ASTRIA_BASE_TUNE_ID or ASTRIA_BASE_URL may be set wrong.`
    : "Astria no longer has the model that was trained for this, or ASTRIA_BASE_URL is set wrong.";
  const asked = call("POST", `/tunes/${tuneId}/prompts`, createTimeoutMs, { prompt: body });
  return readPrompt(await asked.catch(ifUnknown(words)));
}

/** `GET /tunes/:id/prompts/:promptId`. */
export async function getPrompt(tuneId: number, id: number): Promise<Prompt> {
  const body = await call("GET", `/tunes/${tuneId}/prompts/${id}`, readTimeoutMs);
  if (!isWork(body, "prompt")) throw badResponse(config.label);
  return readPrompt(body);
}

/** `GET /tunes/:id/prompts`: one page of a tune's prompts, newest first. */
export function listPrompts(tuneId: number, beforeId: number | null): Promise<Page<Prompt>> {
  return list(`/tunes/${tuneId}/prompts`, beforeId, readPrompt);
}

/** `GET /prompts`: one page of the whole account's prompts, newest first. */
export function listAllPrompts(beforeId: number | null): Promise<Page<Prompt>> {
  return list("/prompts", beforeId, readPrompt);
}

/** One page of a list, newest first: every row, whatever can be read of it. */
export interface Page<T> {
  rows: readonly T[];
  /** The id to go on before; `null` where no row has one. */
  next: number | null;
  /** Whether its ids fall from row to row, as they do where the newest come first. */
  isInOrder: boolean;
}

async function list<T extends { id: number | null }>(
  path: string,
  beforeId: number | null,
  read: (row: unknown) => T,
): Promise<Page<T>> {
  const query = `limit=${pageSize}${beforeId === null ? "" : `&before_id=${beforeId}`}`;
  const found = rowsOf(await call("GET", `${path}?${query}`, readTimeoutMs));
  if (found === null) throw badResponse(config.label);
  const rows = found.map((row) => read(row));
  const ids = rows.flatMap(({ id }) => id ?? []);
  return {
    rows,
    next: ids.length > 0 ? Math.min(...ids) : null,
    isInOrder: ids.every((id, index) => id < (ids[index - 1] ?? Infinity)),
  };
}

function readPrompt(body: unknown): Prompt {
  return promptOf(body, config.baseUrl());
}

/** What a 404 or 405 in JSON means to a create call: the place or the model is not there. */
function ifUnknown(words: string) {
  return (error: unknown): never => {
    const isNotTaken =
      error instanceof ProviderError && error.code === "rejected" && error.facts.isUnsupported === true;
    if (!isNotFound(error) && !isNotTaken) throw error;
    throw new ProviderError(
      "misconfigured",
      words,
      { retryable: false, mayHaveWorked: false },
      { cause: error },
    );
  };
}

function call(
  method: "GET" | "POST" | "DELETE",
  path: string,
  timeoutMs: number,
  body?: unknown,
): Promise<unknown> {
  const { label } = config;
  const { ASTRIA_BASE_URL: base, ASTRIA_API_KEY: key } = config.variables();
  if (!key) return Promise.reject(missingKeyError(label, "ASTRIA_API_KEY"));
  const headers = { authorization: `Bearer ${key}` };
  return callProvider({ label, method, url: base + path, headers, body, schema: Json, timeoutMs });
}

/** JSON of any shape. */
const Json = z.unknown().refine((body) => body !== undefined);
