import { setTimeout as sleep } from "node:timers/promises";
import type { Asked, StartContext, Started } from "../provider";
import { ProviderError, Unsendable } from "../provider-error";
import { createBatch, deleteFile, listInputs, uploadInput } from "./client";
import { config } from "./config";
import { inputOf, type Input } from "./input";
import { deleteInputOf, deleteInputs, inputName } from "./left-inputs";
import { observeBatch } from "./observe";
import type { BatchRequest } from "./request";
import type { Batch } from "./wire";

/** A file of 190 MB gets so long, and all tries of the create call together; a start in all, with what is tidied up, 70 s. */
const uploadMs = 45_000;
const createMs = 20_000;

/**
 * Both calls together. Whoever stood still for longer, as a process may, has been taken for dead: another sends them. It is
 * told by the clock on the wall, as any other may stand still with its machine.
 */
const startMs = uploadMs + createMs;

/** Who has taken more than this, and not all in its time, may take a smaller file. */
const smallBytes = 1_024 * 1_024;

/** A file that was just sent is not known everywhere at once; so long a create call that misses it waits at first. */
const missingFileMs = 1_000;

/**
 * Sends the requests as a file, and has a batch made of it. Whatever ends before the second call costs nothing; whatever
 * is refused by it neither, and then the file is deleted again. Where nobody knows, `find` looks for the batch.
 */
export async function start({ body }: Asked<BatchRequest>, context: StartContext): Promise<Started> {
  const endsAt = Date.now() + startMs;
  const fileId = await upload(context, body.model);
  try {
    const { id, batch } = await create(fileId, context.operationId, endsAt);
    return startedBatch(id, batch);
  } catch (error) {
    const isRefused = error instanceof ProviderError && !error.facts.mayHaveWorked;
    if (isRefused || error instanceof Unsendable) await deleteFile(fileId);
    throw error;
  }
}

/** A batch that was found, or just made, with what its answer tells, if it does. */
export function startedBatch(ref: string, batch: Batch): Started {
  const observation = observeBatch(batch, new Date());
  deleteInputOf(batch, observation);
  return { ref, observation };
}

/** Sends the input, and answers with its id. No batch is begun by it, however it ends. */
async function upload({ operationId, pictures }: StartContext, model: string): Promise<string> {
  const endsAt = Date.now() + uploadMs;
  const input = await inputOf(pictures(), model, uploadMs);
  let file;
  try {
    file = await uploadInput(inputName(operationId), input.bytes(), endsAt - Date.now());
  } catch (error) {
    // Its answer may have been lost, and not the file.
    const mayBeThere = error instanceof ProviderError && error.facts.mayHaveWorked;
    if (mayBeThere) await deleteInputs(operationId, async () => (await listInputs(null)).items);
    throw input.trouble() ?? withoutWork(isLate(error) ? lateness(input, error) : error);
  } finally {
    input.close();
  }
  const [id = ""] = file.ids;
  if (file.bytes === null || file.bytes === input.length()) return id;
  await deleteFile(id);
  const facts = { retryable: true, mayHaveWorked: false };
  throw new ProviderError("bad_response", `${config.label} did not receive all that we sent.`, facts);
}

function isLate(error: unknown): error is ProviderError {
  return error instanceof ProviderError && error.code === "timeout";
}

/** Why an upload was not over in its time: its size, our own pictures, or else whoever it was sent to. */
function lateness(input: Input, late: ProviderError): ProviderError {
  const facts = { mayHaveWorked: false, isUnasked: true };
  if (input.length() > smallBytes) {
    const message = "Sending so many images at once takes too long from here.";
    return new ProviderError(
      "too_slow",
      message,
      { ...facts, retryable: false, mayHelp: true },
      { cause: late },
    );
  }
  if (!input.isWaiting()) return late;
  const message = "The images could not be read in time.";
  return new ProviderError("internal", message, { ...facts, retryable: true }, { cause: late });
}

/** A lost answer to an upload may have left a file, and no work: it is sent again, and the file expires. */
function withoutWork(error: unknown): unknown {
  if (!(error instanceof ProviderError) || error.facts.isUnasked) return error;
  const { code, message, facts } = error;
  const { retryable, retryAfterMs = null, isUnsupported = false } = facts;
  const kept = { retryable, retryAfterMs, isUnsupported, mayHaveWorked: false };
  return new ProviderError(code, message, kept, { cause: error });
}

/** The create call, made again while it does not know the file yet, within the time that it has. */
async function create(
  fileId: string,
  operationId: string,
  until: number,
): Promise<{ id: string; batch: Batch }> {
  if (Date.now() >= until) throw tooLate();
  const endsAt = Math.min(until, Date.now() + createMs);
  for (let waitMs = missingFileMs; ; waitMs *= 2) {
    try {
      return await createBatch(fileId, operationId, endsAt - Date.now());
    } catch (error) {
      if (!missesFile(error)) throw error;
      if (Date.now() + 2 * waitMs > endsAt) throw stillMissing(error);
      await sleep(waitMs);
    }
  }
}

function tooLate(): ProviderError {
  const message = "Sending the images took too long.";
  return new ProviderError("internal", message, { retryable: true, mayHaveWorked: false });
}

function missesFile(error: unknown): error is ProviderError {
  const isRefused = error instanceof ProviderError && error.code === "rejected";
  return (
    isRefused &&
    /file\b.*(not found|not exist|access|find)|(find|no such|unknown) .*\bfile/i.test(error.message)
  );
}

function stillMissing({ message, ...error }: ProviderError): ProviderError {
  return new ProviderError(
    "unavailable",
    message,
    { retryable: true, mayHaveWorked: false },
    { cause: error },
  );
}
