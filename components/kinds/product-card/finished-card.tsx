"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { useState } from "react";
import { developingResult, noteArrival } from "@/components/sheet/arrivals";
import { cn } from "@/components/ui/cn";
import { smallAddress } from "@/lib/jobs/small-picture";

interface Props {
  jobId: string;
  src: string;
  alt: string;
  /** Tells the width by height of the card, once it is known. */
  onRatio: (ratio: number) => void;
  onOpen: () => void;
}

/** The card on paper; it opens large. One that was waited for comes up from red first. */
export function FinishedCard({ jobId, src, alt, onRatio, onOpen }: Props) {
  const [state, setState] = useState<"loading" | "shown" | "broken">("loading");
  const [sinceMs] = useState(() => developingResult(jobId, src));
  const fresh = sinceMs !== null;
  const going = { animationDelay: `${-(sinceMs ?? 0)}ms` };
  const shown = (img: HTMLImageElement) => {
    setState("shown");
    onRatio(img.naturalWidth / img.naturalHeight);
    if (fresh) noteArrival(src);
  };
  if (state === "broken") {
    return (
      <p className="flex size-full items-end p-4 text-sm text-film-ink">
        The card is finished, but did not load. Reload the page to see it.
      </p>
    );
  }
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label="Open the card"
      className="group relative block size-full overflow-hidden border-4 border-paper focus-visible:-outline-offset-2 sm:border-8"
    >
      <OwnPicture
        src={smallAddress(src, 768)}
        // It is shown larger than others: a fine screen gets the card as it is.
        srcSet={`${smallAddress(src, 768)}, ${src} 2x`}
        alt={alt}
        onLoad={(event) => shown(event.currentTarget)}
        onError={() => setState("broken")}
        ref={(img) => {
          if (img?.complete && img.naturalWidth > 0 && state === "loading") shown(img);
        }}
        style={fresh ? going : undefined}
        className={cn("size-full object-cover", fresh && (state === "shown" ? "develop" : "opacity-0"))}
      />
      {fresh && (
        <span
          aria-hidden
          style={state === "shown" ? going : undefined}
          className={cn("absolute inset-0", state === "shown" ? "lit develop-veil" : "lamp")}
        />
      )}
    </button>
  );
}
