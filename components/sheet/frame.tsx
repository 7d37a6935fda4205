"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { useState, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { DevelopedFrame } from "./developed-frame";
import { GhostShape } from "./ghost-shape";
import { SpoiltFrame } from "./spoilt-frame";
import { edgeNumber, type Ghost, type SheetFrame } from "./sheet-frame";
import { smallAddress } from "@/lib/jobs/small-picture";

interface Props {
  frame: SheetFrame;
  ghost: Ghost;
  /** Small frames have no room for numbers and reasons. */
  small?: boolean;
  /** On paper: a finished picture gets its white edge. */
  framed?: boolean;
  /** The finished picture, where it is not to be loaded by itself. */
  shown?: ReactNode;
  onOpen?: ((frame: SheetFrame) => void) | undefined;
}

/** One frame of the film. A picture that arrives while you watch comes up from red. */
export function Frame({ frame, ghost, small = false, framed = false, shown, onOpen }: Props) {
  const [stateAtFirst] = useState(frame.state);
  return (
    <div
      data-state={frame.state}
      className={cn(
        "relative overflow-hidden rounded-frame bg-ghost text-black",
        small ? "h-strip" : "aspect-3/4",
        framed && frame.state === "developed" && "border-3 border-paper sm:border-5",
      )}
    >
      <FrameFill
        frame={frame}
        ghost={ghost}
        small={small}
        shown={shown}
        fresh={stateAtFirst !== "developed"}
        onOpen={onOpen}
      />
      {!small && frame.state !== "spoilt" && (
        <span
          aria-hidden
          className={cn(
            "pointer-events-none absolute bottom-1 left-1.5 font-mono text-[0.625rem] text-edge",
            frame.state === "developed" && "rounded-xs bg-black/60 px-1",
          )}
        >
          {edgeNumber(frame)}
        </span>
      )}
    </div>
  );
}

function FrameFill({ frame, ghost, small = false, shown, fresh, onOpen }: Props & { fresh: boolean }) {
  const src = frame.src && smallAddress(frame.src, small ? 256 : 768);
  switch (frame.state) {
    case "latent":
      return (
        <div className="size-full bg-linear-to-br from-white/4 to-transparent">
          <span className="sr-only">{frame.alt}</span>
          <GhostShape ghost={ghost} className="size-full opacity-30" />
        </div>
      );
    case "developing":
      return (
        <div className="size-full">
          <span className="sr-only">{frame.alt}</span>
          <div className="lamp absolute inset-0" style={{ opacity: between(0.3, 1, frame.share) }} />
          <GhostShape ghost={ghost} className="relative size-full" opacity={between(0.3, 0.6, frame.share)} />
          <Band number={frame.number} />
        </div>
      );
    case "upload":
      return (
        <>
          <Upload frame={{ ...frame, src }} small={small} className="brightness-110 contrast-110" />
          <div className="lamp absolute inset-0 opacity-90 mix-blend-multiply" />
          <div
            className="absolute inset-0 bg-film-glow mix-blend-screen"
            style={{ opacity: between(0.2, 0.55, frame.share) }}
          />
          <Band number={frame.number} />
        </>
      );
    case "waits":
      return <Upload frame={{ ...frame, src }} small={small} className="opacity-60" />;
    case "spoilt":
      return <SpoiltFrame noun={`Picture ${frame.number}`} reason={frame.reason} small={small} />;
    case "developed":
      return (
        shown ?? (
          <DevelopedFrame
            src={src}
            alt={frame.alt}
            number={frame.number}
            fresh={fresh}
            small={small}
            onOpen={onOpen && (() => onOpen(frame))}
          />
        )
      );
  }
}

/** A picture that was uploaded, before it has any colour. */
function Upload({ frame: { src, alt }, small, className }: UploadProps) {
  if (!src) return null;
  const loading = small ? "lazy" : undefined;
  return (
    <OwnPicture
      src={src}
      alt={alt}
      loading={loading}
      className={cn("size-full object-cover grayscale", className)}
    />
  );
}

interface UploadProps {
  frame: Pick<SheetFrame, "alt"> & { src: string | null };
  small: boolean;
  className: string;
}

function between(least: number, most: number, share = 1): number {
  return least + (most - least) * share;
}

function Band({ number }: { number: number }) {
  return (
    <div
      aria-hidden
      className="band absolute inset-x-0 top-0 h-1/4"
      style={{ animationDelay: `${((number * 0.73) % 3) - 3}s` }}
    />
  );
}
