"use client";
import { useState } from "react";

/** Copies a text to the clipboard, and what became of it: the browser may refuse. */
export function useCopy(text: string | (() => string)) {
  const [copied, setCopied] = useState<"no" | "yes" | "refused">("no");
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : text());
      setCopied("yes");
    } catch {
      setCopied("refused");
    }
  }
  return { copied, copy };
}
