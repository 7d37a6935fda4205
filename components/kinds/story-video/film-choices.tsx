import { ChoiceCards } from "@/components/ui/choice-cards";
import { cn } from "@/components/ui/cn";
import { Select } from "@/components/ui/select";
import { storyShapes, storyVoices, type StoryShape, type StoryVoice } from "@/lib/jobs/story";
import { fewestScenes, mostScenes } from "./length";
import type { StoryFields } from "./use-story-form";

const voices = {
  warm: { label: "Warm", line: "A friend, close to the fire." },
  calm: { label: "Calm", line: "Even, and in no hurry." },
  bright: { label: "Bright", line: "Light, quick and curious." },
  deep: { label: "Deep", line: "Low and grave." },
} as const satisfies Record<StoryVoice, { label: string; line: string }>;

const shapes = {
  landscape: { label: "Landscape", line: "16:9", box: "w-6.5 aspect-video" },
  portrait: { label: "Portrait", line: "9:16", box: "h-6.5 aspect-9/16" },
  square: { label: "Square", line: "1:1", box: "size-5.5" },
} as const satisfies Record<StoryShape, { label: string; line: string; box: string }>;

interface Props {
  fields: StoryFields;
  onChange: (change: Partial<StoryFields>) => void;
}

/** Who tells it, in which shape, in how many scenes, and whether the words are seen. */
export function FilmChoices({ fields, onChange }: Props) {
  return (
    <>
      <div className="grid gap-2">
        <h2 className="text-sm font-medium">Voice</h2>
        <ChoiceCards
          label="Voice"
          value={fields.voice}
          onChange={(voice) => onChange({ voice })}
          choices={storyVoices.map((value) => ({ value, ...voices[value] }))}
          className="grid-cols-2"
        />
      </div>
      <div className="grid gap-2">
        <h2 className="text-sm font-medium">Shape</h2>
        <ChoiceCards
          label="Shape"
          value={fields.shape}
          onChange={(shape) => onChange({ shape })}
          choices={storyShapes.map((value) => ({
            value,
            label: shapes[value].label,
            line: shapes[value].line,
            picture: (
              <span aria-hidden className="grid size-7 shrink-0 place-items-center">
                <span className={cn("rounded-[2px] border-[1.5px] border-soft", shapes[value].box)} />
              </span>
            ),
          }))}
          look="icon"
          className="grid-cols-3"
        />
      </div>
      <div className="grid gap-x-2.5 gap-y-5 sm:grid-cols-2">
        <div className="grid gap-2">
          <label htmlFor="scenes" className="text-sm font-medium">
            Scenes
          </label>
          <Select
            id="scenes"
            value={fields.scenes}
            className="h-11 w-full"
            onChange={(event) => onChange({ scenes: event.target.value })}
          >
            <option value="">As many as it needs</option>
            {Array.from({ length: mostScenes - fewestScenes + 1 }, (_, index) => (
              <option key={index} value={String(index + fewestScenes)}>
                {index + fewestScenes}
              </option>
            ))}
          </Select>
        </div>
        <label className="grid w-fit grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-0.5 text-sm sm:self-end sm:pl-3.5">
          <input
            type="checkbox"
            checked={fields.captions === "on"}
            onChange={(event) => onChange({ captions: event.target.checked ? "on" : "off" })}
            className="size-4.5 shrink-0 accent-safelight"
          />
          <span className="font-medium">Captions in the picture</span>
          <span className="col-start-2 text-soft">Without, the player can still show them.</span>
        </label>
      </div>
    </>
  );
}
