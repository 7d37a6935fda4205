import { ProviderError } from "./provider-error";

/** The words for a voice, where there are any. Throws `ProviderError` for signs alone: a voice of nothing would be paid for. */
export function speakable(text: string): string {
  if (/[\p{L}\p{N}]/u.test(text)) return text;
  const facts = { retryable: false, mayHaveWorked: false, isUnasked: true };
  throw new ProviderError("rejected", "There are no words in this narration that a voice could say.", facts);
}
