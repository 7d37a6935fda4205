"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { developingSince, noteArrival } from "./arrivals";
import type { SheetFrame } from "./sheet-frame";

interface Props {
  frame: SheetFrame;
  fresh: boolean;
  onOpen?: ((frame: SheetFrame) => void) | undefined;
}

/** A finished picture. `fresh` lets it come up from red, once it has loaded. */
export function DevelopedFrame({ frame, fresh: isNew, onOpen }: Props) {
  const [state, setState] = useState<"loading" | "shown" | "broken">("loading");
  const [sinceMs] = useState(() => (isNew ? 0 : developingSince(frame.src)));
  const fresh = sinceMs !== null;
  const going = { animationDelay: `${-(sinceMs ?? 0)}ms` };
  const shown = () => {
    setState("shown");
    if (fresh && frame.src !== null) noteArrival(frame.src);
  };
  if (frame.src === null || state === "broken") return <Missing number={frame.number} />;
  const picture = (
    <>
      <OwnPicture
        src={frame.src}
        alt={frame.alt}
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
      onClick={() => onOpen(frame)}
      aria-label={`Open picture ${frame.number}`}
      className="group block size-full overflow-hidden focus-visible:-outline-offset-2"
    >
      {picture}
    </button>
  );
}

function Missing({ number }: { number: number }) {
  return (
    <div className="flex size-full items-end p-2 text-[0.6875rem] leading-snug text-film-ink">
      Picture {number} is finished, but did not load. Reload the page to see it.
    </div>
  );
}
