"use client";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot, DialogMiddle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { Textarea } from "@/components/ui/textarea";
import { Tick } from "@/components/ui/tick";
import type { JobView } from "@/lib/jobs/job-view";
import { partsOf, remakeCost, withWords } from "./remake-cost";
import type { useSceneRemake } from "./use-scene-remake";
import { spoiltPartOf } from "./words";

type SceneRemake = ReturnType<typeof useSceneRemake>;

interface Props {
  job: JobView;
  remake: SceneRemake;
}

/** One scene made anew: other words, another picture, or the same once more. It says what that takes before it is pressed. */
export function RemakeDialog({ job, remake }: Props) {
  const { shown, close } = remake;
  return (
    <Dialog open={shown !== null} onClose={close} title={shown ? `Remake scene ${shown.scene.number}` : ""}>
      {shown && <Remake job={job} remake={remake} shown={shown} />}
    </Dialog>
  );
}

function Remake({ job, remake, shown }: Props & { shown: NonNullable<SceneRemake["shown"]> }) {
  const { close, submit, write } = remake;
  const { scene, fields, change, missing, problem, wasTried, isBusy } = shown;
  const { voice, picture } = partsOf(fields, scene);
  const spoilt = spoiltPartOf(scene);

  function onSubmit(event: React.SubmitEvent) {
    event.preventDefault();
    void submit();
  }

  return (
    <form onSubmit={onSubmit} noValidate className="contents">
      <DialogMiddle>
        <div className="grid gap-6">
          {spoilt && <Note tone="fail">{spoilt.reason ?? "No reason was given."}</Note>}
          <div className="grid gap-2.5">
            <Field id="narration" label="What is said">
              <Textarea
                id="narration"
                dir="auto"
                value={fields.narration}
                onChange={({ target }) => write(withWords(fields, { narration: target.value }))}
              />
            </Field>
            <Part
              label="Make a new voice"
              isOn={voice.isNew}
              dropped={voice.isDropped ? "Without a new voice, what you wrote here is not used." : null}
              onChange={(isVoiceNew) => write({ ...fields, isVoiceNew })}
            />
          </div>
          <div className="grid gap-2.5">
            <Field id="picture-prompt" label="What is seen">
              <Textarea
                id="picture-prompt"
                dir="auto"
                value={fields.picturePrompt}
                onChange={({ target }) => write(withWords(fields, { picturePrompt: target.value }))}
              />
            </Field>
            <Part
              label="Make a new picture"
              isOn={picture.isNew}
              dropped={picture.isDropped ? "Without a new picture, what you wrote here is not used." : null}
              onChange={(isPictureNew) => write({ ...fields, isPictureNew })}
            />
          </div>
        </div>
      </DialogMiddle>
      <DialogFoot>
        {problem && (
          <Note tone="fail" role="alert">
            {problem} What you wrote is still here.
          </Note>
        )}
        <output
          id="remake-note"
          className={wasTried && missing !== null ? "text-sm text-fail-ink" : "text-sm text-soft"}
        >
          {missing ?? remakeCost(scene.number, change, job)}
        </output>
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={close}>Leave it as it is</Button>
          <Button type="submit" look="primary" aria-busy={isBusy} aria-describedby="remake-note">
            {isBusy ? "Starting" : "Remake the scene"}
          </Button>
        </div>
      </DialogFoot>
    </form>
  );
}

function Part(props: {
  label: string;
  isOn: boolean;
  /** That words were written which are of no use without it. */
  dropped: string | null;
  onChange: (isOn: boolean) => void;
}) {
  const { label, isOn, dropped, onChange } = props;
  return (
    <div className="grid gap-1.5 text-sm">
      <Tick label={label} isOn={isOn} onChange={onChange} />
      <output className="text-soft empty:hidden">{dropped}</output>
    </div>
  );
}
