"use client";
import { createContext, useContext, type ReactNode } from "react";
import type { JobView } from "@/lib/jobs/job-view";
import type { StoryScene } from "@/lib/jobs/story";
import { StoryNews } from "./news";
import { RemakeDialog } from "./remake-dialog";
import { useSceneRemake } from "./use-scene-remake";

const OpenRemake = createContext<(scene: StoryScene) => void>(() => undefined);

/** Opens the dialog in which a scene is made anew. */
export function useOpenRemake(): (scene: StoryScene) => void {
  return useContext(OpenRemake);
}

/** Around a story's page: what is written of a scene stays while the page changes with the story's state. */
export function StoryRoom({ job, children }: { job: JobView; children: ReactNode }) {
  const remake = useSceneRemake(job);
  return (
    <OpenRemake value={remake.open}>
      {children}
      <StoryNews job={job} />
      <RemakeDialog job={job} remake={remake} />
    </OpenRemake>
  );
}
