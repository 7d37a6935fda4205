"use client";
import { PlaySign } from "@/components/film/play-sign";
import { Film } from "@/components/sheet/film";
import { hasNothing } from "@/components/sheet/sheet-frame";
import { useStrip } from "@/components/sheet/strip-picture";
import { storyOf } from "@/hooks/story-details";
import type { JobView } from "@/lib/jobs/job-view";
import type { StoryScene } from "@/lib/jobs/story";
import { ScenePicture } from "./scene-picture";

const most = 6;

type Still = Pick<StoryScene, "number" | "picture">;

/** On cards: the first scenes in a row, with a way to see that they are a film by now. */
export function StoryStrip({ job }: { job: JobView }) {
  const { scenes, film } = storyOf(job);
  const stills = scenes.length > 0 ? scenes.slice(0, most) : ghosts(job);
  const show = useStrip(
    job,
    "wide",
    stills.map(({ picture }) => picture.url),
  );
  if (scenes.length === 0 && hasNothing(job)) return null;
  return (
    <Film small>
      <div
        className="relative grid gap-1 px-1.5"
        style={{ gridTemplateColumns: `repeat(${stills.length}, minmax(0, 1fr))` }}
      >
        {stills.map(({ number, picture }) => (
          <ScenePicture
            key={number}
            number={number}
            picture={picture}
            shape="landscape"
            shown={show(picture.url)}
            small
          />
        ))}
        {film && (
          <div
            className="absolute inset-y-0 left-1.5"
            style={{ width: `calc((100% - 0.75rem) / ${stills.length})` }}
          >
            <PlaySign />
          </div>
        )}
      </div>
    </Film>
  );
}

/** Frames of a story that has no script yet. */
function ghosts({ status }: JobView): Still[] {
  return Array.from({ length: most }, (_, index) => ({
    number: index + 1,
    picture: { state: status === "processing" ? "developing" : "latent", url: null, reason: null },
  }));
}
