"use client";
import { Button } from "@/components/ui/button";
import { errorSentence } from "@/hooks/api";
import { taggingOf } from "@/hooks/tagging-details";
import { useJobAssets, type JobAsset } from "@/hooks/use-job-assets";
import type { JobView } from "@/lib/jobs/job-view";
import { byReason, leadOf, type Known, type ReasonGroup } from "./by-reason";
import { Thumbnail } from "./tag-frame";

const aPage = 100;
const mostThumbnails = 16;

/** Why images of an ended job have no tags: each reason once, with the images it is about. */
export function Reasons({ job }: { job: JobView }) {
  const { failed, left } = taggingOf(job);
  const spoilt = useJobAssets(job, { state: "failed", limit: aPage }, failed > 0);
  const others = useJobAssets(job, { state: "left", limit: aPage }, left > 0);
  const groups = byReason([...(spoilt.assets ?? []), ...(others.assets ?? [])]);
  const known = { failed: knownOf(spoilt, failed), left: knownOf(others, left) };
  const error = spoilt.error ?? others.error;
  const more = spoilt.hasMore ? spoilt.more : others.hasMore ? others.more : null;
  if (groups.length === 0) {
    return error === undefined ? null : <p className="text-sm text-soft">{errorSentence(error)}</p>;
  }
  return (
    <section aria-label="Images without tags" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {groups.map((group) => (
          <Group key={`${group.state} ${group.reason}`} group={group} known={known[group.state]} />
        ))}
      </ul>
      {more && (
        <Button size="sm" className="justify-self-start" onClick={more}>
          Show more of them
        </Button>
      )}
    </section>
  );
}

function knownOf({ assets, hasMore }: ReturnType<typeof useJobAssets>, all: number): Known {
  const loaded = assets?.length ?? 0;
  return { loaded, all: hasMore ? Math.max(all, loaded + 1) : loaded };
}

function Group({ group, known }: { group: ReasonGroup; known: Known }) {
  const { state, reason, assets } = group;
  const shown = assets.slice(0, mostThumbnails);
  const hidden = assets.length - shown.length;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-2 text-[0.9375rem]">
      <p className="wrap-anywhere">
        <span className={state === "failed" ? "font-medium text-fail-ink" : "font-medium"}>
          {leadOf(group, known)}
        </span>{" "}
        <span className="text-soft">{reason}</span>
      </p>
      <ul className="flex flex-wrap items-center gap-1.5">
        {shown.map((asset) => (
          <li key={asset.assetId}>
            <Small asset={asset} />
          </li>
        ))}
        {hidden > 0 && <li className="px-1 text-sm text-soft">and {hidden.toLocaleString("en")} more</li>}
      </ul>
    </li>
  );
}

function Small({ asset }: { asset: JobAsset }) {
  return (
    <div title={asset.name ?? undefined} className="size-11 overflow-hidden rounded-frame bg-film">
      <Thumbnail asset={asset} />
      <span className="sr-only">{asset.name ?? "An image that is there no more"}</span>
    </div>
  );
}
