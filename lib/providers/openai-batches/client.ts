import { z } from "zod";
import { callOpenAi, readTimeoutMs, uploadToOpenAi } from "../openai-shared/client";
import { noWorkError } from "../openai-shared/error";
import { listPage, type Page } from "../openai-shared/page";
import type { Said } from "../provider-words";
import { batchesPlace } from "./config";
import { isQueueFull, queueFull } from "./queue-full";
import { BatchAnswer, FileAnswer, readBatch, readFile, type Batch, type UploadedFile } from "./wire";

/** What is done on the side, for tidiness. */
const asideTimeoutMs = 5_000;

const day = 24 * 60 * 60;

/** A batch is over after a day; what is left of its input after three is nobody's. */
const inputExpiresAfter = 3 * day;

/** The longest that OpenAI keeps a file for. */
const outputExpiresAfter = 30 * day;

/** `POST /files`: sends the input of a batch. */
export async function uploadInput(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  timeoutMs: number,
): Promise<UploadedFile> {
  const answer = await uploadToOpenAi(batchesPlace(), {
    name,
    purpose: "batch",
    bytes,
    expiresAfterSeconds: inputExpiresAfter,
    schema: z.unknown(),
    timeoutMs,
    isCreate: true,
  });
  const file = readFile(answer);
  if (file.ids.length === 0) throw noWorkError(batchesPlace().label, answer);
  return file;
}

/** A queue that is full may be told at once as well. */
const meaning = (said: Said) => (isQueueFull(said) ? queueFull() : null);

/** `POST /batches`: has the lines of a file answered within a day. */
export async function createBatch(
  fileId: string,
  operationId: string,
  timeoutMs: number,
): Promise<{ id: string; batch: Batch }> {
  const body = {
    input_file_id: fileId,
    endpoint: "/v1/responses",
    completion_window: "24h",
    metadata: { operation_id: operationId },
    output_expires_after: { anchor: "created_at", seconds: outputExpiresAfter },
  };
  const asking = { isCreate: true, modelSetting: "TAGS_MODEL", meaning };
  const call = { method: "post", path: "/batches", body, timeoutMs, ...asking } as const;
  const answer = await callOpenAi(batchesPlace(), { ...call, schema: z.unknown() });
  const batch = readBatch(answer);
  const [id] = batch.ids;
  if (id === undefined) throw noWorkError(batchesPlace().label, answer);
  return { id, batch };
}

/** `GET /batches/:id`. */
export function getBatch(id: string): Promise<Batch> {
  const call = { method: "get", path: pathOf(id), timeoutMs: readTimeoutMs } as const;
  return callOpenAi(batchesPlace(), { ...call, schema: BatchAnswer });
}

/** `POST /batches/:id/cancel`. What it is answered with may be anything, or nothing. */
export async function cancelBatch(id: string): Promise<Batch> {
  const call = { method: "post", path: `${pathOf(id)}/cancel`, timeoutMs: readTimeoutMs } as const;
  return readBatch(await callOpenAi(batchesPlace(), { ...call, schema: z.unknown() }));
}

/** `GET /batches`: the page after the batch with this id, newest first. */
export function listBatches(after: string | null): Promise<Page<Batch>> {
  return listPage(batchesPlace(), { path: "/batches", after }, readBatch);
}

/** `GET /files`: the page after the file with this id, of the inputs of batches, newest first. */
export function listInputs(after: string | null): Promise<Page<UploadedFile>> {
  const query = { purpose: "batch", order: "desc" };
  return listPage(batchesPlace(), { path: "/files", query, after }, readFile);
}

/** `GET /files/:id`. */
export function getFile(id: string): Promise<UploadedFile> {
  const path = `/files/${encodeURIComponent(id)}`;
  return callOpenAi(batchesPlace(), { method: "get", path, schema: FileAnswer, timeoutMs: asideTimeoutMs });
}

/** `DELETE /files/:id`, if it can be done: the place deletes it later all the same. Never throws. */
export async function deleteFile(id: string): Promise<void> {
  await removeFile(id).catch(() => {});
}

/** The same; throws where it could not be done. */
export async function removeFile(id: string): Promise<void> {
  const path = `/files/${encodeURIComponent(id)}`;
  const call = { method: "delete", path, schema: z.unknown(), timeoutMs: asideTimeoutMs } as const;
  await callOpenAi(batchesPlace(), call);
}

function pathOf(id: string): string {
  return `/batches/${encodeURIComponent(id)}`;
}
