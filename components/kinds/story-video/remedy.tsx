"use client";
import { FailureActions } from "@/components/jobs/failure-actions";
import { isFinal, StartNew } from "@/components/jobs/start-new";
import { Button } from "@/components/ui/button";
import type { JobView } from "@/lib/jobs/job-view";
import type { StoryScene } from "@/lib/jobs/story";
import { useOpenRemake } from "./room";
import { spoiltPartOf, spoiltScenes } from "./words";

/** For every scene of which a part came to nothing the way to have just that made anew. */
export function StoryRemedy({ job }: { job: JobView }) {
  const scenes = spoiltScenes(job);
  if (scenes.length === 0) return <FailureActions job={job} />;
  return (
    <>
      <Spoilt scenes={scenes} isPrimary={isFinal(job)} />
      {/* The same words would be refused again: then a retry is none of the ways. */}
      {isFinal(job) ? <StartNew job={job} size="md" /> : <FailureActions job={job} />}
    </>
  );
}

/** A single one has been named above, with its reason. */
function Spoilt(props: {
  scenes: StoryScene[];
  /** Whether nothing else helps. */
  isPrimary: boolean;
}) {
  const { scenes, isPrimary } = props;
  const onRemake = useOpenRemake();
  const remake = (scene: StoryScene) => (
    <Button
      size={scenes.length === 1 ? "md" : "sm"}
      look={isPrimary ? "primary" : "secondary"}
      className="justify-self-start"
      onClick={() => onRemake(scene)}
    >
      Remake scene {scene.number}
    </Button>
  );
  const [only] = scenes;
  if (only && scenes.length === 1) return remake(only);
  return (
    <ul aria-label="Spoilt scenes" className="grid w-full gap-3">
      {scenes.map((scene) => {
        const spoilt = spoiltPartOf(scene);
        return (
          <li key={scene.number} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <span className="min-w-0 flex-[1_1_16rem] text-soft wrap-anywhere">
              <span className="font-medium text-fail-ink">
                Scene {scene.number}, its {spoilt?.part}:
              </span>{" "}
              {spoilt?.reason ?? "no reason was given."}
            </span>
            {remake(scene)}
          </li>
        );
      })}
    </ul>
  );
}
