"use client";
import { useState } from "react";
import { clock } from "@/components/ui/figures";
import type { StoryScene } from "@/lib/jobs/story";
import { sceneAt } from "./scene-at";

interface Props {
  scenes: readonly StoryScene[];
  atMs: number;
  durationMs: number;
  onSeek: (ms: number) => void;
}

/** Where the film is: one piece of the bar a scene, filled as far as it has played. */
export function SeekBar({ scenes, atMs, durationMs, onSeek }: Props) {
  const [hoverMs, setHoverMs] = useState<number | null>(null);
  const wholeMs = Math.max(1, durationMs);
  const percent = (ms: number) => Math.min(100, Math.max(0, (ms / wholeMs) * 100));
  const starts = scenes.flatMap(({ startMs }) => startMs ?? []);
  const marks = starts.length > 0 ? starts : [0];
  /** Where scenes are known, the one at a moment: " · scene 2". */
  const sceneWords = (ms: number, between: string) =>
    starts.length === 0 ? "" : `${between}scene ${scenes[sceneAt(scenes, ms)]?.number ?? 1}`;
  return (
    <div
      className="group relative flex h-6 items-center rounded-full has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-safelight"
      onPointerMove={({ currentTarget, clientX }) => {
        const { left, width } = currentTarget.getBoundingClientRect();
        setHoverMs(Math.min(1, Math.max(0, (clientX - left) / width)) * durationMs);
      }}
      onPointerLeave={() => setHoverMs(null)}
    >
      <div
        aria-hidden
        className="pointer-events-none absolute inset-x-0 flex h-1.5 gap-1 transition-[height] group-hover:h-2"
      >
        {marks.map((startMs, index) => {
          const endMs = marks[index + 1] ?? wholeMs;
          const played = Math.min(1, Math.max(0, (atMs - startMs) / Math.max(1, endMs - startMs)));
          return (
            <div
              key={startMs}
              data-scene-mark={index + 1}
              className="min-w-0 overflow-hidden rounded-full bg-film-ink/30"
              style={{ flexGrow: Math.max(1, endMs - startMs), flexBasis: 0 }}
            >
              <div
                className="h-full bg-linear-to-r from-safelight to-safelight-end"
                style={{ width: `${played * 100}%` }}
              />
            </div>
          );
        })}
      </div>
      <div
        aria-hidden
        className="pointer-events-none absolute size-3.5 -translate-x-1/2 rounded-full bg-paper shadow-[0_0_0_2px_rgb(0_0_0/0.5)]"
        style={{ left: `${percent(atMs)}%` }}
      />
      {hoverMs !== null && (
        <div
          aria-hidden
          className="pointer-events-none absolute bottom-full mb-1 -translate-x-1/2 rounded-[6px] bg-black/85 px-2 py-1 text-xs whitespace-nowrap text-white"
          style={{ left: `clamp(2.5rem, ${percent(hoverMs)}%, calc(100% - 2.5rem))` }}
        >
          {clock(hoverMs)}
          {sceneWords(hoverMs, " · ")}
        </div>
      )}
      <input
        type="range"
        aria-label="Seek"
        aria-valuetext={`${clock(atMs)} of ${clock(durationMs)}${sceneWords(atMs, ", ")}`}
        min={0}
        max={Math.round(wholeMs)}
        step={100}
        value={Math.round(atMs)}
        onChange={(event) => onSeek(Number(event.target.value))}
        className="absolute inset-0 m-0 size-full cursor-pointer opacity-0"
      />
    </div>
  );
}
