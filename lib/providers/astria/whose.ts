import type { AstriaRequest } from "./request";
import type { Prompt, Tune } from "./wire";

/**
 * Whose a listed piece of work is: `ours`, as it carries our operation's id; `twin`, as it carries nothing, but is what
 * we asked for; `unknown`, as it does not show enough to say; `foreign`, as it provably is somebody else's.
 */
export type Whose = "ours" | "twin" | "unknown" | "foreign";

/** A tune is known by the operation's id in its title, or in its callback where it shows none in its title. */
export function whoseTune({ title, callback }: Tune, operationId: string): Whose {
  if (names(title, operationId) || names(callback, operationId)) return "ours";
  const isForeign = isOperationId(title) || isAnotherOperations(callback) || leadsElsewhere(callback);
  return isForeign ? "foreign" : "unknown";
}

/**
 * A prompt is known by the operation's id in its callback; where that cannot be read, by its text and seed. Another text
 * is no proof that it is another's: it may have been changed on the way.
 */
export function whosePrompt(
  { callback, text, seed }: Prompt,
  operationId: string,
  wanted: AstriaRequest & { type: "prompt" },
): Whose {
  if (names(callback, operationId)) return "ours";
  if (isAnotherOperations(callback)) return "foreign";
  const isAlike = plain(text ?? "") === plain(wanted.text) && (seed === null || seed === wanted.seed);
  if (isAlike) return "twin";
  return leadsElsewhere(callback) ? "foreign" : "unknown";
}

function names(text: string | null, operationId: string): boolean {
  return text?.toLowerCase().includes(operationId.toLowerCase()) ?? false;
}

function isAnotherOperations(callback: string | null): boolean {
  return (
    callback !== null && URL.canParse(callback) && isOperationId(new URL(callback).searchParams.get("op"))
  );
}

/** Whether a callback goes to another place than ours: as asked for by others, or as changed on the way. */
function leadsElsewhere(callback: string | null): boolean {
  return (
    callback !== null && URL.canParse(callback) && !new URL(callback).pathname.endsWith("/webhooks/astria")
  );
}

function isOperationId(text: string | null): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text ?? "");
}

function plain(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}
