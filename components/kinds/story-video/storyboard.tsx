"use client";
import type { CSSProperties } from "react";
import { laidOut } from "@/components/sheet/columns";
import { Film } from "@/components/sheet/film";
import { cn } from "@/components/ui/cn";
import { capitalised } from "@/components/ui/figures";
import { storyOf } from "@/hooks/story-details";
import type { JobView } from "@/lib/jobs/job-view";
import type { StoryScene, StoryShape } from "@/lib/jobs/story";
import { SceneFoot } from "./scene-foot";
import { sceneLayouts } from "./scene-layouts";
import { ScenePicture } from "./scene-picture";
import { standingOf } from "./scene-standing";
import { Writing } from "./writing";

/** The contact sheet of a story: a frame a scene, its words under it, from the script to the last picture. */
export function Storyboard({ job }: { job: JobView }) {
  const { scenes, shape } = storyOf(job);
  if (scenes.length === 0) return <Writing job={job} />;
  const layouts = sceneLayouts(scenes.length, shape);
  return (
    <Film>
      <ol
        aria-label="Scenes"
        style={laidOut.gridStyle(layouts)}
        className={cn("gap-x-4 gap-y-6 px-2.5 py-1 sm:gap-x-6 sm:px-4.5", laidOut.grid)}
      >
        {scenes.map((scene, at) => (
          <Scene
            key={scene.number}
            scene={scene}
            shape={shape}
            job={job}
            place={laidOut.cellStyle(layouts, at)}
          />
        ))}
      </ol>
    </Film>
  );
}

interface SceneProps {
  scene: StoryScene;
  shape: StoryShape;
  job: JobView;
  place: CSSProperties;
}

function Scene({ scene, shape, job, place }: SceneProps) {
  const { tone, words } = standingOf(scene, job);
  return (
    <li
      // The script comes scene by scene, as one would read it.
      style={{ ...place, animationDelay: `${(scene.number - 1) * 160}ms` }}
      className={cn(
        "grid animate-in content-start gap-2 fade-in slide-in-from-bottom-2 duration-700 fill-mode-both",
        laidOut.cell,
      )}
    >
      <ScenePicture
        number={scene.number}
        picture={scene.picture}
        shape={shape}
        // "Refused", of "picture refused" under it.
        spoiltWord={capitalised(words.replace("picture ", ""))}
        className={cn(tone === "fail" && "ring-2 ring-film-fail")}
      />
      <SceneFoot scene={scene} job={job} />
    </li>
  );
}
