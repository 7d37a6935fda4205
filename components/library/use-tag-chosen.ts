"use client";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import type { AssetView } from "@/lib/jobs/asset-view";
import { choiceToTag, type ChoiceToTag } from "./choice-to-tag";
import type { useLibraryActions } from "./use-library-actions";

/** Tags chosen images: at once where none has tags, else once somebody has been asked. `asked` is what they are asked about. */
export function useTagChosen(actions: ReturnType<typeof useLibraryActions>, onStarted: () => void) {
  const [asked, setAsked] = useState<ChoiceToTag | null>(null);
  async function start(assetIds: string[]) {
    const isStarted = await actions.tag({ assetIds });
    if (isStarted) onStarted();
    return isStarted;
  }
  return {
    asked,
    press: (read: () => Promise<AssetView[]>) =>
      void actions.alone(async () => {
        const choice = choiceToTag(await read());
        if (choice.tagged.length > 0) setAsked(choice);
        else if (choice.bare.length > 0) return start(choice.bare);
        else toast("All of these are being tagged already.");
        return true;
      }),
    answer: (assetIds: string[]) => {
      setAsked(null);
      void actions.alone(() => start(assetIds));
    },
    forget: () => setAsked(null),
  };
}
