"use client";
import { ChoiceCards } from "@/components/ui/choice-cards";
import { capitalised } from "@/components/ui/figures";
import type { KeptWork } from "@/lib/jobs/offer";
import { fewestPictures, mostPictures, newModel } from "./input";

interface Props {
  kept: readonly KeptWork[];
  value: string;
  onChange: (model: string) => void;
}

/** Which model makes the pictures: a new one, or one that an earlier photoshoot has trained. */
export function ModelChoice({ kept, value, onChange }: Props) {
  const choices = [
    {
      value: newModel,
      label: "Train a new model",
      line: `On ${fewestPictures} to ${mostPictures} pictures of one person or pet.`,
    },
    ...kept.map(({ jobId, title, about, at }) => ({
      value: jobId,
      label: title,
      line: `${capitalised(about)}, trained on ${day(at)}.`,
    })),
  ];
  return (
    <div className="grid gap-2">
      <h2 className="text-sm font-medium">Model</h2>
      <p className="text-sm text-soft">
        With one that is trained there is no training to wait for, or to pay.
      </p>
      <ChoiceCards
        label="Model"
        choices={choices}
        value={value}
        onChange={onChange}
        className="sm:grid-cols-2"
      />
    </div>
  );
}

/** "26 November", the same wherever it is written. */
function day(at: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(at),
  );
}
