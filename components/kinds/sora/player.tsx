"use client";
import { useState } from "react";
import { Player, useDeck } from "@/components/film/player";
import { FilmStage } from "@/components/sheet/film-stage";
import type { JobView } from "@/lib/jobs/job-view";
import { videoOf, type Shape } from "./input";

/** The finished video. One that was waited for comes up from red first. */
export function VideoPlayer({ job }: { job: JobView }) {
  const frame = job.frames[0];
  const { shape, seconds } = videoOf(job);
  const [known, setKnown] = useState<Shape>(shape);
  const { film, now } = useDeck((seconds ?? 0) * 1_000, false);
  const ratio = known.width / known.height;
  if (!frame?.url) {
    return (
      <FilmStage ratio={ratio}>
        <p className="flex size-full items-end p-4 text-sm text-film-ink">
          The video is finished, but did not load. Reload the page to see it.
        </p>
      </FilmStage>
    );
  }
  return (
    <div
      {...(ratio < 1 && { "data-tall": true })}
      className="mx-auto [--tallest-film:var(--tallest,min(44rem,66dvh))]"
      // Its controls need some width.
      style={{ width: `min(100%, max(15rem, var(--tallest, min(44rem, 66dvh)) * ${ratio}))` }}
    >
      <Player
        film={film}
        now={now}
        label={`Video: ${job.title}`}
        src={frame.url}
        poster={frame.posterUrl}
        ratio={ratio}
        awaitedOf={job.id}
        scenes={[]}
        captions={null}
        onShape={(width, height) => setKnown({ width, height })}
      />
    </div>
  );
}
