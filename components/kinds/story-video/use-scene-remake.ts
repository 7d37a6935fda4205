"use client";
import { useState } from "react";
import { storyOf } from "@/hooks/story-details";
import { useRemake } from "@/hooks/use-remake";
import type { JobView } from "@/lib/jobs/job-view";
import type { StoryScene } from "@/lib/jobs/story";
import { isTerminal } from "@/lib/jobs/status";
import { changeOf, fieldsOf, problemIn, type RemakeFields } from "./remake-cost";

/** What is being written of a scene. */
interface Draft {
  scene: number;
  /** The attempt that its writer has seen. */
  attempt: number;
  fields: RemakeFields;
  wasTried: boolean;
  /** Why it did not begin when it was sent. */
  problem: string | null;
}

/** One scene of a story that is being made anew: what is written of it outlasts every change of the story. */
export function useSceneRemake(job: JobView) {
  const remake = useRemake(job.id);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [isShown, setShown] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const scene = storyOf(job).scenes.find(({ number }) => number === draft?.scene);
  const change = draft && scene ? changeOf(draft.fields, scene) : {};
  const missing = isTerminal(job.status)
    ? problemIn(change)
    : "The story is being made just now. Wait until it has ended, or cancel it first.";
  const edit = (fresh: Partial<Draft>) => setDraft((before) => before && { ...before, ...fresh });

  function open(wanted: StoryScene): void {
    // What was sent is not known to have begun yet: it is shown again first.
    if (!isBusy) {
      const { attempt } = job;
      const fields = fieldsOf(wanted);
      setDraft({ scene: wanted.number, attempt, fields, wasTried: false, problem: null });
    }
    setShown(true);
  }

  function close(): void {
    setShown(false);
    if (!isBusy) setDraft(null);
  }

  async function submit(): Promise<void> {
    if (!draft || isBusy) return;
    edit({ wasTried: true });
    if (missing !== null) return;
    setBusy(true);
    const outcome = await remake({ scene: draft.scene, attempt: draft.attempt, change });
    setBusy(false);
    setShown(!outcome.hasBegun);
    if (outcome.hasBegun) setDraft(null);
    else edit({ problem: outcome.problem, attempt: outcome.attempt });
  }

  return {
    open,
    close,
    submit,
    write: (fields: RemakeFields) => edit({ fields }),
    /** `null` while the dialog is closed. */
    shown: isShown && draft && scene ? { ...draft, scene, change, missing, isBusy } : null,
  };
}
