"use client";
import { useState } from "react";
import { FilmStage } from "@/components/sheet/film-stage";
import { developingResult, noteArrival } from "@/components/sheet/arrivals";
import { cn } from "@/components/ui/cn";
import type { JobView } from "@/lib/jobs/job-view";
import { videoOf, type Shape } from "./input";

/** The finished video on paper. One that was waited for comes up from red first. */
export function Player({ job }: { job: JobView }) {
  const frame = job.frames[0];
  const url = frame?.url ?? null;
  const [known, setKnown] = useState<Shape>(videoOf(job).shape);
  const [state, setState] = useState<"loading" | "shown" | "broken">("loading");
  const [sinceMs] = useState(() => (url === null ? null : developingResult(job.id, url)));
  const fresh = sinceMs !== null;
  const going = { animationDelay: `${-(sinceMs ?? 0)}ms` };
  if (url === null || state === "broken") {
    return (
      <FilmStage ratio={known.width / known.height}>
        <p className="flex size-full items-end p-4 text-sm text-film-ink">
          The video is finished, but did not load. Reload the page to see it.
        </p>
      </FilmStage>
    );
  }
  return (
    <FilmStage ratio={known.width / known.height}>
      {/* Nobody has written captions for what a model has just made. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        controls
        playsInline
        preload="metadata"
        aria-label={`Video: ${job.title}`}
        src={frame?.posterUrl ? url : `${url}#t=0.1`}
        {...(frame?.posterUrl ? { poster: frame.posterUrl } : {})}
        onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) => {
          setState("shown");
          if (videoWidth > 0 && videoHeight > 0) setKnown({ width: videoWidth, height: videoHeight });
          if (fresh) noteArrival(url);
        }}
        onError={() => setState("broken")}
        style={fresh ? going : undefined}
        className={cn(
          "size-full border-3 border-paper bg-film object-contain sm:border-6",
          fresh && (state === "shown" ? "develop" : "opacity-0"),
        )}
      />
      {fresh && (
        <div
          aria-hidden
          style={state === "shown" ? going : undefined}
          className={cn(
            "pointer-events-none absolute inset-0",
            state === "shown" ? "lit develop-veil" : "lamp",
          )}
        />
      )}
    </FilmStage>
  );
}
