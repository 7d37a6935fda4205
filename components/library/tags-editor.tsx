"use client";
import { X } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { tagsWith } from "./tag-edit";

interface Props {
  label: string;
  tags: readonly string[];
  onTags: (tags: string[]) => void;
  /** Told of what stands in the line, and is not added yet. */
  onTyped?: (typed: string) => void;
}

/** Tags, each with a way to take it away, and a line to add others in: several with commas between them. */
export function TagsEditor({ label, tags, onTags, onTyped }: Props) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);

  function type(text: string) {
    setTyped(text);
    onTyped?.(text);
  }

  function add() {
    if (typed.trim() === "") return;
    const read = tagsWith(tags, typed);
    setProblem(read.problem);
    if (read.tags === null) return;
    type("");
    onTags(read.tags);
  }

  return (
    <div className="grid gap-3">
      {tags.length > 0 && (
        <ul aria-label={label} className="flex flex-wrap gap-2">
          {tags.map((tag) => (
            <li
              key={tag}
              className="inline-flex h-9 max-w-full items-center rounded-full border bg-raised pl-3.5 text-sm"
            >
              <span className="truncate">{tag}</span>
              <button
                type="button"
                aria-label={`Take away ${tag}`}
                onClick={() => onTags(tags.filter((each) => each !== tag))}
                className="grid size-9 shrink-0 place-items-center rounded-full text-soft hover:text-ink focus-visible:-outline-offset-2"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Field id={id} label="Add tags" problem={problem} hint="Several with commas between them.">
          <div className="flex gap-2">
            <Input
              id={id}
              value={typed}
              autoComplete="off"
              autoCapitalize="none"
              enterKeyHint="done"
              aria-invalid={problem !== null}
              aria-describedby={`${id}-note`}
              onChange={({ target }) => type(target.value)}
            />
            <Button type="submit" className="h-11">
              Add
            </Button>
          </div>
        </Field>
      </form>
    </div>
  );
}
