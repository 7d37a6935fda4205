/** Our name for a piece of Astria's work: `tune:4711`, or `prompt:4711/9001` (tune, then prompt). */
export type AstriaRef = { type: "tune"; id: number } | { type: "prompt"; tuneId: number; id: number };

export function formatRef(ref: AstriaRef): string {
  return ref.type === "tune" ? `tune:${ref.id}` : `prompt:${ref.tuneId}/${ref.id}`;
}

/** Reads what `formatRef` wrote; throws on anything else. */
export function parseRef(text: string): AstriaRef {
  const match = /^(?:tune:(\d+)|prompt:(\d+)\/(\d+))$/.exec(text);
  if (match?.[1]) return { type: "tune", id: Number(match[1]) };
  if (match?.[2] && match[3]) return { type: "prompt", tuneId: Number(match[2]), id: Number(match[3]) };
  throw new Error(`not an Astria reference: ${text}`);
}

/** The id of the tune in a reference to it, or to one of its prompts. */
export function trainedIn(text: string): number {
  const ref = parseRef(text);
  return ref.type === "tune" ? ref.id : ref.tuneId;
}
