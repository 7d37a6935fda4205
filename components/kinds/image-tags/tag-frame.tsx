"use client";
import { useState } from "react";
import { firstTags, lettersIn } from "@/components/copy/first-tags";
import { cn } from "@/components/ui/cn";
import { OwnPicture } from "@/components/ui/own-picture";
import { assetAddress } from "@/hooks/asset-requests";
import type { JobAsset } from "@/hooks/use-job-assets";

interface Props {
  asset: JobAsset;
  /** Which one it is, counted from 1: no two frames move alike. */
  number: number;
  /** What part of the film's width it takes. */
  shares: Shares;
}

/** On a phone, and where there is more room. */
interface Shares {
  narrow: number;
  wide: number;
}

const stateWords = {
  waiting: "not begun",
  sent: "at the provider",
  tagged: "tagged",
  failed: "spoilt",
  left: "left as it was",
} as const satisfies Record<JobAsset["state"], string>;

/** One image of the sheet: under the safelight while its tags are made, in colour once they are under it. */
export function TagFrame({ asset, number, shares }: Props) {
  const [stateAtFirst] = useState(asset.state);
  const { state, name } = asset;
  const isWaiting = state === "waiting" || state === "sent";
  return (
    <>
      <div data-state={state} className="relative aspect-square overflow-hidden rounded-frame bg-ghost">
        <Thumbnail
          asset={asset}
          className={cn(
            state === "waiting" && "opacity-60 grayscale",
            state === "sent" && "brightness-110 contrast-110 grayscale",
            state === "tagged" && stateAtFirst !== "tagged" && "develop",
            state === "failed" && "opacity-45 grayscale",
            state === "left" && "opacity-50 grayscale",
          )}
        />
        {state === "sent" && (
          <>
            <div className="lamp absolute inset-0 mix-blend-multiply" />
            <div className="absolute inset-0 bg-film-glow/45 mix-blend-screen" />
            <div
              aria-hidden
              className="band absolute inset-x-0 top-0 h-1/4"
              style={{ animationDelay: `${((number * 0.73) % 3) - 3}s` }}
            />
          </>
        )}
        {state === "failed" && <div className="absolute inset-0 spoilt" />}
        <span className="sr-only">
          {name ?? `Image ${number}`}, {stateWords[state]}
        </span>
      </div>
      <div className="mt-1.5 min-h-[1lh] text-[0.78125rem] leading-snug text-film-ink">
        {isWaiting ? <TagsToBe number={number} /> : <Words asset={asset} shares={shares} />}
      </div>
    </>
  );
}

/** What is said under an image: its tags, or why it has none. */
function Words({ asset: { state, tags, reason }, shares }: Omit<Props, "number">) {
  if (state === "tagged") return <Tags tags={tags ?? []} shares={shares} />;
  if (state !== "failed") return null;
  const sentence = reason ?? "No reason was given.";
  return (
    <p title={sentence} className="line-clamp-2 text-film-fail wrap-anywhere">
      {sentence}
    </p>
  );
}

/** The first tags in two lines, and how many others there are: those are told to whoever rests on them or cannot see. */
function Tags({ tags, shares }: { tags: readonly string[]; shares: Shares }) {
  const all = tags.join(", ");
  return (
    <p title={all}>
      <span className="sr-only">{all}</span>
      <Lines tags={tags} letters={2 * lettersUnder(shares.narrow, "narrow")} className="sm:hidden" />
      <Lines tags={tags} letters={2 * lettersUnder(shares.wide, "wide")} className="max-sm:hidden" />
    </p>
  );
}

/** A film is at least so wide there, in pixels. */
const filmWidth = { narrow: 250, wide: 500 } as const;

/** How many letters a line has under a frame that takes such a share of the film; of a wide one too, they are no more than one reads at a glance. */
function lettersUnder(share: number, width: keyof typeof filmWidth): number {
  return Math.min(26, lettersIn(filmWidth[width] * share));
}

interface LinesProps {
  tags: readonly string[];
  letters: number;
  className: string;
}

/** Two of them, whatever they need, so that images lie in rows. How many are left out stays beside the last word. */
function Lines({ tags, letters, className }: LinesProps) {
  const { first, others } = firstTags(tags, letters);
  return (
    <span aria-hidden className={cn("line-clamp-2 min-h-[2lh] wrap-anywhere", className)}>
      {first.join(", ")}
      {others > 0 && <span className="whitespace-nowrap opacity-75"> +{others}</span>}
    </span>
  );
}

/** Where tags will stand: two short lines, of other lengths under every image. */
export function TagsToBe({ number }: { number: number }) {
  return (
    <div aria-hidden className="grid gap-1 pt-0.5">
      <span className="h-1 rounded-full bg-ghost" style={{ width: `${70 + ((number * 13) % 30)}%` }} />
      <span className="h-1 rounded-full bg-ghost" style={{ width: `${38 + ((number * 23) % 40)}%` }} />
    </div>
  );
}

/** The picture of an image in the library; nothing in its place where it is there no more. */
export function Thumbnail({ asset, className }: { asset: JobAsset; className?: string }) {
  const [isGone, setIsGone] = useState(false);
  if (isGone) return null;
  return (
    <OwnPicture
      src={assetAddress(asset.assetId, "/thumbnail")}
      alt=""
      loading="lazy"
      onError={() => setIsGone(true)}
      className={cn("size-full object-cover", className)}
    />
  );
}
