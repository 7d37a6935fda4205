import { count } from "@/components/ui/figures";
import type { JobAsset } from "@/hooks/use-job-assets";

/** Images that came to nothing for the same reason. */
export interface ReasonGroup {
  state: "failed" | "left";
  reason: string;
  assets: JobAsset[];
}

const unsaid = {
  failed: "No reason was given.",
  left: "The batch ended before it came to them.",
} as const satisfies Record<ReasonGroup["state"], string>;

/** The images that have no tags of this job, each reason once, the commonest first. */
export function byReason(assets: readonly JobAsset[]): ReasonGroup[] {
  const groups = new Map<string, ReasonGroup>();
  for (const asset of assets) {
    const { state } = asset;
    if (state !== "failed" && state !== "left") continue;
    const reason = asset.reason ?? unsaid[state];
    const key = `${state} ${reason}`;
    const group = groups.get(key) ?? { state, reason, assets: [] };
    group.assets.push(asset);
    groups.set(key, group);
  }
  return [...groups.values()].toSorted((a, b) => b.assets.length - a.assets.length);
}

/** How many images of a state are known here, and how many there are. */
export interface Known {
  loaded: number;
  all: number;
}

/** "3 images failed."; where only the first of many are known, of how many these are. */
export function leadOf({ state, assets }: ReasonGroup, { loaded, all }: Known): string {
  if (loaded >= all) return `${count(assets.length, "image")} ${state}.`;
  const first = `first ${loaded.toLocaleString("en")} of ${all.toLocaleString("en")} images that`;
  const became = state === "failed" ? "failed" : "were left";
  if (assets.length === loaded) return `The ${first} ${became}.`;
  return `${assets.length.toLocaleString("en")} of the ${first} ${became}.`;
}
