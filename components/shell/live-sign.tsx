"use client";
import { liveWords } from "@/components/copy/live";
import { cn } from "@/components/ui/cn";
import { Popover } from "@/components/ui/popover";
import type { LivePhase } from "@/hooks/live/live-client";
import { useLivePhase } from "@/hooks/live/phase";
import { useOnline } from "@/hooks/use-awake";

/** Whether what is seen is told as it happens: a dot, and a word where there is room. It says more to whoever presses it, and nothing aloud. */
export function LiveSign() {
  const phase = useLivePhase();
  const isOnline = useOnline();
  const words = liveWords(phase, isOnline);
  if (!words) return null;
  return (
    <Popover
      label="Updates"
      trigger={
        <button
          type="button"
          className={cn(
            "flex h-10 min-w-6 items-center justify-center gap-2 rounded-control text-[0.8125rem] text-soft hover:text-ink max-[22rem]:hidden",
            // A page that is live at once need not say first that it is not.
            phase === "catching_up" && "animate-in delay-1000 duration-300 fill-mode-both fade-in",
          )}
        >
          <span className="sr-only">Updates: </span>
          <span
            aria-hidden
            className={cn("size-2 shrink-0 rounded-full", dots[isOnline ? phase : "polling"])}
          />
          <span className="max-sm:sr-only">{words.word}</span>
        </button>
      }
    >
      <p className="text-sm font-medium">{words.word}</p>
      <p className="mt-1 text-sm leading-snug text-soft">{words.sentence}</p>
    </Popover>
  );
}

/** Told by its form too: full, half lit, hollow. */
const dots: Record<LivePhase, string> = {
  live: "bg-done",
  told: "bg-done",
  catching_up: "border border-safelight-end bg-linear-to-r from-safelight-end from-50% to-transparent to-50%",
  polling: "border border-soft",
  signed_out: "hidden",
};
