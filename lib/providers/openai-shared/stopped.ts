import { ProviderError } from "../provider-error";

/**
 * What came of asking for work to be stopped: what is over cannot be, which is answered with a refusal, or with the work as
 * it is. Throws what else the call throws.
 */
export async function stopped(
  call: Promise<{ state: string | null }>,
): Promise<"canceled" | "requested" | "finished"> {
  try {
    const { state } = await call;
    if (state === "canceled") return "canceled";
    // What says nothing of the state has taken the call, and nothing more.
    return state === "queued" || state === "running" || state === null ? "requested" : "finished";
  } catch (error) {
    const isRefused = error instanceof ProviderError && error.code === "rejected";
    if (isRefused && !error.facts.isUnsupported) return "finished";
    throw error;
  }
}
