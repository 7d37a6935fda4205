import { Check } from "lucide-react";
import { memo } from "react";
import { firstTags, lettersIn } from "@/components/copy/first-tags";
import { cn } from "@/components/ui/cn";
import { OwnPicture } from "@/components/ui/own-picture";
import { assetAddress } from "@/hooks/asset-requests";
import type { AssetView } from "@/lib/jobs/asset-view";
import { standingOf } from "./standing";

interface Props {
  /** `undefined` while it is not there yet. */
  asset: AssetView | undefined;
  index: number;
  column: number;
  side: number;
  isChosen: boolean;
  /** Whether Tab leads here. */
  isActive: boolean;
  /** Some images are chosen, so that all show whether they are. */
  isChoosing: boolean;
}

/** One frame of the library, and its tags under it. What is done with it, the grid hears. */
export const ImageCell = memo(function ImageCell(props: Props) {
  const { asset, index, column, side, isChosen, isActive, isChoosing } = props;
  const place = { "data-index": index, "aria-colindex": column + 1, tabIndex: isActive ? 0 : -1 };
  if (!asset) {
    return (
      // A table cannot have rows out of sight.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      <div role="gridcell" aria-label={`Image ${index + 1}, not loaded yet`} aria-busy="true" {...place}>
        <div style={{ height: side }} className="rounded-frame bg-ghost" />
      </div>
    );
  }
  const { word, text, tone } = standingOf(asset);
  const caption = asset.tags.length > 0 ? firstTags(asset.tags, 2 * lettersIn(side)) : null;
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="gridcell"
      aria-label={[asset.name, word, asset.tags.join(", ")].filter(Boolean).join(". ")}
      aria-selected={isChosen}
      {...place}
      className="group relative min-w-0 cursor-pointer rounded-frame select-none focus-visible:outline-offset-2 focus-visible:outline-edge"
    >
      <div
        style={{ height: side }}
        className={cn(
          "relative overflow-hidden rounded-frame bg-ghost ring-edge",
          isChosen && "scale-94 ring-3",
        )}
      >
        <OwnPicture
          src={assetAddress(asset.id, "/thumbnail")}
          alt=""
          draggable={false}
          decoding="async"
          className={cn(
            "size-full object-cover text-transparent",
            tone === "developing" && "brightness-125 grayscale",
          )}
        />
        {tone === "developing" && (
          <>
            <div aria-hidden className="lit absolute inset-0 opacity-90 mix-blend-multiply" />
            <div aria-hidden className="absolute inset-0 bg-film-glow/45 mix-blend-screen" />
          </>
        )}
        {tone === "spoilt" && <div aria-hidden className="spoilt absolute inset-0" />}
        <span
          aria-hidden
          data-check
          className={cn(
            "absolute top-0 left-0 grid size-11 place-items-center",
            isChosen || isChoosing ? "opacity-100" : "opacity-0 group-hover:opacity-100",
            !isChoosing && "pointer-coarse:hidden",
          )}
        >
          <span
            className={cn(
              "grid size-6 place-items-center rounded-full border-2",
              isChosen ? "border-edge bg-edge text-black" : "border-white/90 bg-black/45 text-transparent",
            )}
          >
            <Check className="size-4" strokeWidth={3} />
          </span>
        </span>
      </div>
      <p
        aria-hidden
        className={cn(
          "mt-1.5",
          tone === "latent"
            ? "truncate font-mono text-[0.6875rem] opacity-75"
            : "text-[0.78125rem] leading-snug",
          tone !== "latent" && "line-clamp-2 wrap-anywhere",
          tone === "spoilt" ? "text-film-fail" : tone === "developing" ? "text-edge" : "text-film-ink",
        )}
      >
        {caption ? (
          <>
            {caption.first.join(", ")}
            {caption.others > 0 && <span className="whitespace-nowrap opacity-75"> +{caption.others}</span>}
          </>
        ) : (
          text
        )}
      </p>
    </div>
  );
});
