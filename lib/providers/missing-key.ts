import { ProviderError } from "./provider-error";

/** Why nothing can be asked of a provider whose key is missing, in a sentence for a person. */
export function missingKey(label: string, variable: string): string {
  return `${label} is not configured: ${variable} is missing.`;
}

/** The same as trouble: it ends once somebody sets the key. */
export function missingKeyError(label: string, variable: string): ProviderError {
  const facts = { retryable: true, mayHaveWorked: false };
  return new ProviderError("not_authorized", missingKey(label, variable), facts);
}
