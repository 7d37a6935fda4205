"use client";
import { Star } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { JobView } from "@/lib/jobs/job-view";
import { useToldFavourite } from "./use-told-favourite";

interface Props {
  job: JobView;
  /** In a list, where the star has to do without its word. */
  isSmall?: boolean;
  /** On a phone too, for want of room. */
  isTight?: boolean;
  /** What it says, where that alone would leave open what is starred. */
  word?: string;
}

/** Puts a job among the favourites, and takes it from there. */
export function FavouriteButton({ job, isSmall = false, isTight = false, word = "Favourite" }: Props) {
  const { isFavourite, toggle } = useToldFavourite(job);
  return (
    <button
      type="button"
      aria-pressed={isFavourite}
      onClick={() => void toggle()}
      className={cn(
        "relative z-10 inline-flex items-center gap-1.5 rounded-control text-sm hover:text-ink",
        isSmall ? "-my-1.5 size-9 justify-center" : "h-9 px-1.5",
        isTight && "max-sm:min-w-9 max-sm:justify-center",
        isFavourite ? "text-ink" : "text-soft",
      )}
    >
      <Star aria-hidden className={cn("size-4 shrink-0", isFavourite && "fill-safelight text-safelight")} />
      <span className={cn(isSmall && "sr-only", isTight && "max-sm:sr-only")}>
        {isSmall ? `Favourite: ${job.title}` : word}
      </span>
    </button>
  );
}
