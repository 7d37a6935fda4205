import type { AssetView } from "@/lib/jobs/asset-view";

/** Chosen images, by what tagging them would mean; their ids. */
export interface ChoiceToTag {
  /** Have no tags. */
  bare: string[];
  /** Have some, by a model or by hand: they would be paid for again, and their tags replaced. */
  tagged: string[];
  /** Are being tagged by a job already. */
  underWay: string[];
}

export function choiceToTag(assets: readonly AssetView[]): ChoiceToTag {
  const choice: ChoiceToTag = { bare: [], tagged: [], underWay: [] };
  for (const { id, tags, autoTagStatus } of assets) {
    if (autoTagStatus === "pending" || autoTagStatus === "processing") choice.underWay.push(id);
    else if (tags.length > 0) choice.tagged.push(id);
    else choice.bare.push(id);
  }
  return choice;
}
