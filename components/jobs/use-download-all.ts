"use client";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { downloadZip, safeName } from "./download";

/** Takes several results along as a zip named after the job, one at a time, and says what came of it; `asked` is how many of them have been asked for. */
export function useDownloadAll(urls: readonly string[], title: string) {
  const [asked, setAsked] = useState<number | null>(null);
  const saveAll = async () => {
    if (asked !== null) return;
    const name = `${safeName(title, "results")}.zip`;
    setAsked(0);
    try {
      const { outcome, missing } = await downloadZip(urls, name, setAsked);
      if (missing.length > 0) {
        toast(`${missing.length} of ${urls.length} files are missing from ${name}`, {
          description: `We could not fetch ${missing.join(", ")}. Try again, or open them one by one.`,
          duration: 15_000,
        });
      } else if (outcome === "saved") toast(`${name} is saved`);
    } catch {
      toast(`${name} could not be made`, {
        description: "The download broke off, and nothing was saved. Try again.",
        duration: 15_000,
      });
    } finally {
      setAsked(null);
    }
  };
  return { asked, saveAll };
}
