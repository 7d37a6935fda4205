"use client";
import { useContext, useState } from "react";
import { errorSentence, isSignedOut, postJson } from "./api";
import { leaveBrowser } from "./leave-browser";
import { tellEverythingIsGone } from "./other-tabs";
import { DraftOwner, dropDrafts } from "./use-draft";

/**
 * Has everything of whoever is signed in deleted, here too, and signs them out in every tab. `problem` is why nothing was.
 */
export function useDeleteEverything(leave: () => Promise<void>) {
  const owner = useContext(DraftOwner);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function run(confirm: string): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await postJson("/api/account/deletion", { confirm });
    } catch (error) {
      setProblem(
        isSignedOut(error)
          ? "You have been signed out. Sign in, and look what is there."
          : errorSentence(error),
      );
      return setBusy(false);
    }
    dropDrafts(owner);
    await leaveBrowser(owner);
    tellEverythingIsGone();
    await leave();
  }
  return { run, busy, problem };
}
