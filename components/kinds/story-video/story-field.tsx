import type { RefObject } from "react";
import { Field } from "@/components/ui/field";
import { count, span } from "@/components/ui/figures";
import { Textarea } from "@/components/ui/textarea";
import { filmEstimate, longestStory, wordsIn } from "./length";

interface Props {
  value: string;
  /** How many scenes were asked for; `null` leaves it to us. */
  scenes: number | null;
  problem: string | null;
  focus: RefObject<HTMLTextAreaElement | null>;
  onChange: (story: string) => void;
}

/** The story itself, how long it is, and how long its film will be. */
export function StoryField({ value, scenes, problem, focus, onChange }: Props) {
  const story = value.trim();
  const words = wordsIn(story);
  const film = filmEstimate(words, scenes);
  return (
    <div className="grid gap-2">
      <Field
        id="story"
        label="Your story"
        aside={
          <p id="story-count" className="text-sm text-soft">
            {story.length.toLocaleString("en")} of {longestStory.toLocaleString("en")} characters
            {story !== "" && words !== null && `, ${count(words, "word")}`}
          </p>
        }
        problem={problem}
        hint="A paragraph is enough. What it says is what is told; who is in it looks the same in every scene."
      >
        <Textarea
          id="story"
          ref={focus}
          value={value}
          placeholder="The lighthouse keeper had not seen a ship in forty days. On the forty-first morning, something small and bright came over the water."
          aria-invalid={problem !== null}
          aria-describedby="story-note story-count story-film"
          onChange={(event) => onChange(event.target.value)}
          className="min-h-36 sm:min-h-52"
          dir="auto"
        />
      </Field>
      <p id="story-film" className="text-sm text-soft empty:hidden">
        {film && (
          <>
            A film of <span className="font-medium text-ink">{span(film.lowMs, film.highMs)}</span> in{" "}
            {scenes === null && "about "}
            {count(film.scenes, "scene")}
          </>
        )}
      </p>
    </div>
  );
}
