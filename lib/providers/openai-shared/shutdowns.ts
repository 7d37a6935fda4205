/**
 * The last word at OpenAI itself where its models list cannot be asked, or says nothing: dates from OpenAI's page on deprecations, as it
 * stood in November 2026; dated snapshots end with their model. Videos are not in it: OpenAI's own API is closed to them,
 * gateways may go on.
 */
const shutdowns: ReadonlyMap<string, string> = new Map([
  ["dall-e-2", "2026-05-12"],
  ["dall-e-3", "2026-05-12"],
  ["gpt-image-1", "2026-10-23"],
  ["gpt-image-1-mini", "2026-12-01"],
  ["gpt-image-1.5", "2026-12-01"],
  ["chatgpt-image-latest", "2026-12-01"],
  ["o4-mini", "2026-10-23"],
  ["o1", "2026-10-23"],
  ["gpt-4-turbo", "2026-10-23"],
  ["gpt-3.5-turbo", "2026-10-23"],
  ["gpt-5", "2026-12-11"],
  ["gpt-5-mini", "2026-12-11"],
  ["gpt-5-nano", "2026-12-11"],
  ["o3", "2026-12-11"],
  ["tts-1", "2027-01-06"],
  ["tts-1-hd", "2027-01-06"],
  ["gpt-4o-mini-tts", "2027-01-06"],
  ["gpt-4o", "2027-01-14"],
  ["gpt-4o-mini", "2027-01-14"],
  ["gpt-4.1", "2027-01-14"],
  ["gpt-4.1-mini", "2027-01-14"],
  ["gpt-5.1", "2027-04-01"],
  ["gpt-5.4-nano", "2027-04-01"],
]);

/** The day a model or one of its dated snapshots is shut down (`YYYY-MM-DD`), `null` if none is known. */
export function knownShutdown(model: string): string | null {
  return shutdowns.get(model) ?? shutdowns.get(model.replace(/-\d{4}-\d{2}-\d{2}$/, "")) ?? null;
}
