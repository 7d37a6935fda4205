"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { developingSince, noteArrival } from "./arrivals";

interface Props {
  src: string | null;
  alt: string;
  number: number;
  fresh: boolean;
  /** Small frames have no room for words. */
  small?: boolean;
  onOpen?: (() => void) | undefined;
}

/** A finished picture. `fresh` lets it come up from red, once it has loaded. */
export function DevelopedFrame({ src, alt, number, fresh: isNew, small = false, onOpen }: Props) {
  const [state, setState] = useState<"loading" | "shown" | "broken">("loading");
  const [sinceMs] = useState(() => (isNew ? 0 : developingSince(src)));
  const fresh = sinceMs !== null;
  const going = { animationDelay: `${-(sinceMs ?? 0)}ms` };
  const shown = () => {
    setState("shown");
    if (fresh && src !== null) noteArrival(src);
  };
  if (src === null || state === "broken") return <Missing number={number} small={small} />;
  const picture = (
    <>
      <OwnPicture
        src={src}
        alt={alt}
        loading={small ? "lazy" : undefined}
        onLoad={shown}
        onError={() => setState("broken")}
        ref={(img) => {
          if (img?.complete && img.naturalWidth > 0 && state === "loading") shown();
        }}
        style={fresh ? going : undefined}
        className={cn(
          "size-full object-cover",
          fresh && (state === "shown" ? "develop" : "opacity-0"),
          onOpen && "transition-transform duration-500 group-hover:scale-[1.03]",
        )}
      />
      {fresh && (
        <div
          aria-hidden
          style={state === "shown" ? going : undefined}
          className={cn("absolute inset-0", state === "shown" ? "lit develop-veil" : "lamp")}
        />
      )}
    </>
  );
  if (!onOpen) return picture;
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={`Open picture ${number}`}
      className="group block size-full overflow-hidden focus-visible:-outline-offset-2"
    >
      {picture}
    </button>
  );
}

function Missing({ number, small }: { number: number; small: boolean }) {
  return (
    <div className="flex size-full items-end p-2 text-[0.6875rem] leading-snug text-film-ink">
      <span className={cn(small && "sr-only")}>
        Picture {number} is finished, but did not load. Reload the page to see it.
      </span>
    </div>
  );
}
