"use client";
import { useContext } from "react";
import { forgetShown, leaveBrowser } from "./leave-browser";
import { DraftOwner } from "./use-draft";

/** Signs out. Whoever leaves leaves no pictures behind on this machine. */
export function useLeave(signOut: () => Promise<void>): () => void {
  const owner = useContext(DraftOwner);
  return () =>
    void (async () => {
      await Promise.all([leaveBrowser(owner), forgetShown()]);
      await signOut();
    })();
}
