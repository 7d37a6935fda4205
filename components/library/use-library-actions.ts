"use client";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { toast } from "@/components/ui/toast";
import { count } from "@/components/ui/figures";
import { errorSentence } from "@/hooks/api";
import { deleteAssets, editTags } from "@/hooks/asset-requests";
import type { TagEdit } from "@/hooks/tag-edit";
import type { useAssets } from "@/hooks/use-assets";
import { useStartJob } from "@/hooks/use-start-job";
import { TagSaver, withUnsaved, type UnsavedTags } from "./tag-saver";

/** What can be done with images of the library; the list shows it, and a toast says what went wrong. */
export function useLibraryActions(assets: ReturnType<typeof useAssets>) {
  const router = useRouter();
  const job = useStartJob("image_tags");
  const [isBusy, setBusy] = useState(false);
  const [unsaved, setUnsaved] = useState<UnsavedTags>(new Map());
  const { change, items } = assets;
  const [saver] = useState(
    () => new TagSaver({ give: editTags, keep: (asset) => change([asset.id], asset), tell: setUnsaved }),
  );
  const shown = useMemo(() => withUnsaved(items, unsaved), [items, unsaved]);

  /** Does one thing at a time; answers whether it went well. */
  async function alone(work: () => Promise<boolean>): Promise<boolean> {
    if (isBusy) return false;
    setBusy(true);
    try {
      return await work();
    } catch (error) {
      toast(errorSentence(error));
      return false;
    } finally {
      setBusy(false);
    }
  }

  return {
    isBusy,
    /** The images as they will be once all edits are saved. */
    shown,
    /** Runs anything that may take its time, as `alone` does. */
    alone,
    /** Starts a job for these images. */
    async tag(input: { all: "untagged" } | { assetIds: string[] }) {
      const started = await job.start(input, "normal");
      if (!started) return false;
      job.reopen();
      toast(started.title === "" ? "Tagging" : `Tagging ${started.title}`, {
        description: "You can close this page. The tags will be here when you come back.",
        action: { label: "Look", onClick: () => router.push(`/jobs/${started.id}`) },
      });
      await assets.refresh();
      return true;
    },
    async remove(ids: readonly string[]) {
      const deleted = await deleteAssets(ids);
      assets.remove(ids);
      await assets.recount();
      toast(`Deleted ${count(deleted, "image")}`);
      return true;
    },
    /** Edits the tags of images by hand; answers what went wrong with some of them, and changes the others. */
    async edit(
      ids: readonly string[],
      edit: TagEdit,
      onDone?: (done: number) => void,
    ): Promise<string | null> {
      let done = 0;
      const results = await Promise.allSettled(
        ids.map(async (id) => {
          await saver.save(id, edit);
          onDone?.((done += 1));
        }),
      );
      await assets.recount();
      const failed = results.find((result) => result.status === "rejected");
      return failed ? errorSentence(failed.reason) : null;
    },
    problem: job.problem,
  };
}
