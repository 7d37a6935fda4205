import type { Maker } from "@/lib/kinds/kind";
import { native } from "./native";

/** Who makes the pieces of each kind that has some of our own, with all that they draw and encode with. */
const makers = new Map<string, () => Promise<Maker>>([["story_video", loadStory]]);

async function loadStory(): Promise<Maker> {
  await native();
  const { makeStoryPiece } = await import("./story");
  return makeStoryPiece;
}

/** Who makes the pieces of this kind, ready to; `undefined` where nobody does. Throws `PieceFailed` where it cannot be done here. */
export async function makerOf(kind: string): Promise<Maker | undefined> {
  return makers.get(kind)?.();
}

/** The kinds whose pieces can be made here. */
export function makerKinds(): string[] {
  return [...makers.keys()];
}

/** Adds the maker of a kind that is not the product's, as `addKind` adds the kind. */
export function addMaker(kind: string, maker: Maker): void {
  makers.set(kind, async () => maker);
}
