import type { ProviderAnswer } from "../answer";
import { parseJson } from "../http";
import { fieldsOf, textOf } from "../loose";
import { inItsWords, saidIn, type Said } from "../provider-words";

/**
 * What an answer of fal's says went wrong: those of models have a list of typed details, those of requests a sentence
 * and a type, and others what they like. `null` for what is no JSON, such as somebody's page on the way to it.
 */
export function failureIn({ text, headers }: ProviderAnswer): Said | null {
  const body = parseJson(text);
  if (body === undefined) return null;
  const fields = fieldsOf(body);
  const said = saidIn(Object.keys(fields).length > 0 ? fields : { detail: body });
  return {
    code: textOf(fields["error_type"]) ?? headers.get("x-fal-error-type") ?? said?.code ?? null,
    words: inItsWords(said?.words ?? ""),
  };
}

const names = [
  "error",
  "error_type",
  "error_code",
  "error_message",
  "fail_reason",
  "failure_reason",
  "errors",
];

/** What is told of an error beside other things: in a status, or where there is a result. `null` where nothing is. */
export function toldIn(fields: Readonly<Record<string, unknown>>): Said | null {
  const said = saidIn(Object.fromEntries(names.map((name) => [name, fields[name]])));
  return said ?? (fields["error"] === true ? { code: null, words: "" } : null);
}

/** Statuses that say something of our call, and nothing of what was asked for. */
export function isAboutTheCall(status: number): boolean {
  return [401, 402, 403, 404, 405, 408, 409, 423, 425, 429].includes(status);
}
