import { fieldsOf } from "../loose";
import { isNotFound, ProviderError } from "../provider-error";
import { stateOf } from "../state-word";
import { apiUrl, deletePayloads, getStatus } from "./client";
import { config } from "./config";
import { parseRef } from "./ref";

const { label } = config;

/**
 * Deletes what fal keeps of a request: what it was asked, what it answered, and the files that it made (fal's page "Delete
 * request payloads"). Throws while it is under way, and for good where fal's own API is not known, or lets our key do no such
 * thing: it takes one for administration.
 */
export async function remove(text: string): Promise<void> {
  const ref = parseRef(text);
  if (!ref) throw new Error(`not a reference of fal's: ${text}`);
  const api = apiUrl();
  if (api === null) throw inVain(`${label} is asked at an address that has no API beside its queue.`);
  const body = await getStatus(ref).catch(nullIfGone);
  const state = stateOf(fieldsOf(body)["status"]);
  if (state === "queued" || state === "running") {
    const facts = { retryable: true, mayHaveWorked: false };
    throw new ProviderError("unavailable", `${label} has not ended this work yet.`, facts);
  }
  await deletePayloads(api, ref).catch((error: unknown) => {
    throw isOurKey(error)
      ? inVain(`${label} deletes what it keeps for a key of administration alone.`)
      : error;
  });
}

function nullIfGone(error: unknown): null {
  if (isNotFound(error)) return null;
  throw error;
}

function isOurKey(error: unknown): boolean {
  return error instanceof ProviderError && (error.code === "not_authorized" || error.code === "forbidden");
}

function inVain(message: string): ProviderError {
  const facts = { retryable: false, mayHaveWorked: false, isUnsupported: true };
  return new ProviderError("rejected", message, facts);
}
