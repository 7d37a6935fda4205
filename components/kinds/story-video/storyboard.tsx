"use client";
import { Film } from "@/components/sheet/film";
import { cn } from "@/components/ui/cn";
import { storyOf } from "@/hooks/story-details";
import type { JobView } from "@/lib/jobs/job-view";
import type { StoryScene, StoryShape } from "@/lib/jobs/story";
import { SceneFoot } from "./scene-foot";
import { ScenePicture } from "./scene-picture";
import { Writing } from "./writing";

/** The contact sheet of a story: a frame a scene, its words under it, from the script to the last picture. */
export function Storyboard({ job }: { job: JobView }) {
  const { scenes, shape } = storyOf(job);
  if (scenes.length === 0) return <Writing job={job} />;
  return (
    <Film>
      <ol
        aria-label="Scenes"
        className={cn(
          "grid gap-x-2.5 gap-y-5 px-2.5 py-1 sm:px-4.5",
          shape === "portrait" ? "grid-cols-2 sm:grid-cols-4" : lying(scenes.length),
        )}
      >
        {scenes.map((scene) => (
          <Scene key={scene.number} scene={scene} shape={shape} job={job} />
        ))}
      </ol>
    </Film>
  );
}

/** Frames that lie leave no hole where their number allows that. */
function lying(count: number): string {
  if (count % 6 === 0) return "grid-cols-1 min-[30rem]:grid-cols-2 xl:grid-cols-3";
  return count % 3 === 0 ? "grid-cols-1 sm:grid-cols-3" : "grid-cols-1 min-[30rem]:grid-cols-2";
}

function Scene({ scene, shape, job }: { scene: StoryScene; shape: StoryShape; job: JobView }) {
  return (
    <li
      // The script comes scene by scene, as one would read it.
      style={{ animationDelay: `${(scene.number - 1) * 160}ms` }}
      className="grid animate-in content-start gap-2 fade-in slide-in-from-bottom-2 duration-700 fill-mode-both"
    >
      <ScenePicture number={scene.number} picture={scene.picture} shape={shape} />
      <SceneFoot scene={scene} job={job} />
    </li>
  );
}
