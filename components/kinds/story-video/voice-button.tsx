"use client";
import { Pause, Volume2 } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { useClip } from "@/hooks/one-sound";

interface Props {
  /** Of the scene, counted from 1. */
  number: number;
  url: string;
  /** It says what it is, where there is room for that. */
  hasWord?: boolean;
  className?: string;
}

/** Lets a scene's voice be heard; any other sound of the page gives way to it. */
export function VoiceButton({ number, url, hasWord = false, className }: Props) {
  const { state, toggle } = useClip(url);
  const isPlaying = state === "playing";
  const Icon = isPlaying ? Pause : Volume2;
  return (
    <button
      type="button"
      onClick={toggle}
      aria-label={
        state === "broken"
          ? `The voice of scene ${number} did not load. Try again`
          : `${isPlaying ? "Stop" : "Play"} the voice of scene ${number}`
      }
      className={cn(
        "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-full border base:size-9 transition-colors hover:border-film-ink hover:text-white",
        hasWord && "text-[0.8125rem] @min-[15.75rem]:w-auto @min-[15.75rem]:px-3",
        state === "broken"
          ? "border-film-fail text-film-fail"
          : isPlaying
            ? "border-edge text-edge"
            : "border-film-ink/35 text-film-ink",
        className,
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {hasWord && <span className="@max-[15.75rem]:hidden">Voice</span>}
    </button>
  );
}
