import { ProviderError } from "../provider-error";
import { cancelResponse } from "./client";

/** Stops a response; one that is over cannot be, which OpenAI answers with a refusal or with the response as it is. */
export async function cancel(ref: string): Promise<"canceled" | "requested" | "finished"> {
  try {
    const { status } = await cancelResponse(ref);
    if (status === "cancelled") return "canceled";
    return status === "queued" || status === "in_progress" ? "requested" : "finished";
  } catch (error) {
    if (error instanceof ProviderError && error.code === "rejected") return "finished";
    throw error;
  }
}
