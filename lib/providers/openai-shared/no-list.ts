import { ProviderError } from "../provider-error";

/** Whether a list call ended like this because the place has no list that we can use, by its own word. */
export function saysNoList(error: unknown): boolean {
  if (!(error instanceof ProviderError)) return false;
  const isRefused = ["not_found", "rejected", "moderation", "forbidden"].includes(error.code);
  return isRefused || error.facts.isUnsupported === true;
}

/** The same, or a page where the list should be: likely a place without one, but nothing it vouches for. */
export function seemsToHaveNoList(error: unknown): boolean {
  return saysNoList(error) || (error instanceof ProviderError && error.code === "bad_response");
}
