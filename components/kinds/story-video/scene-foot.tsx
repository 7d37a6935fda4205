"use client";
import { cn } from "@/components/ui/cn";
import type { JobView } from "@/lib/jobs/job-view";
import type { StoryScene } from "@/lib/jobs/story";
import { isTerminal } from "@/lib/jobs/status";
import { useOpenRemake } from "./room";
import { standingOf, type Standing } from "./scene-standing";
import { VoiceButton } from "./voice-button";
import { spoiltPartOf } from "./words";

const tones = {
  waiting: "text-film-ink/80",
  lit: "text-edge breathe",
  done: "text-film-ink",
  fail: "text-film-fail",
} as const satisfies Record<Standing["tone"], string>;

/** Under a scene's frame: its number, how far it is, its voice, and what it tells. */
export function SceneFoot({ scene, job }: { scene: StoryScene; job: JobView }) {
  const { words, tone } = standingOf(scene, job);
  const onRemake = useOpenRemake();
  const isSpoilt = isTerminal(job.status) && spoiltPartOf(scene) !== null;
  return (
    <div className="@container grid gap-1 text-film-ink">
      <div className="flex min-h-9 flex-wrap items-center justify-end gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 basis-24 text-[0.8125rem] leading-tight text-balance">
          <span className="sr-only">Scene </span>
          <span className="font-mono text-xs text-edge">{String(scene.number).padStart(2, "0")}</span>{" "}
          <span className={cn("ml-1", tones[tone])}>{words}</span>
        </p>
        <span className="flex shrink-0 items-center gap-2 empty:hidden">
          {isSpoilt ? (
            <button
              type="button"
              onClick={() => onRemake(scene)}
              aria-label={`Remake, scene ${scene.number}`}
              className="h-9 rounded-full border border-film-ink/35 px-3 text-[0.8125rem] font-medium transition-colors hover:border-film-ink hover:text-white"
            >
              Remake
            </button>
          ) : null}
          {scene.voice.state === "developed" && scene.voice.url !== null && (
            <VoiceButton number={scene.number} url={scene.voice.url} hasWord={!isSpoilt} />
          )}
        </span>
      </div>
      <p dir="auto" className="text-[0.8125rem] leading-relaxed text-pretty wrap-anywhere">
        {scene.narration}
      </p>
    </div>
  );
}
