"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogFoot, DialogMiddle } from "@/components/ui/dialog";
import { count } from "@/components/ui/figures";
import { Note } from "@/components/ui/note";
import type { TagEdit } from "@/hooks/tag-edit";
import { TagsEditor } from "./tags-editor";
import { commonTags, tagsWith } from "./tag-edit";
import type { AssetView } from "@/lib/jobs/asset-view";

interface Props {
  assets: readonly AssetView[];
  onClose: () => void;
  /** Does it to the tags that each has by then, tells how many are done, and answers what went wrong. */
  onSave: (edit: TagEdit, onDone: (done: number) => void) => Promise<string | null>;
}

/** Tags of many images at once: some added to all of them, some taken away. */
export function EditTagsDialog({ assets, onClose, onSave }: Props) {
  const [edit, setEdit] = useState<TagEdit>({ added: [], removed: [] });
  const [done, setDone] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const isIdle = edit.added.length + edit.removed.length === 0 && typed.trim() === "";

  async function save() {
    if (done !== null || isIdle) return;
    // Whoever saves means what stands in the line, too.
    const added = tagsWith(edit.added, typed);
    setProblem(added.problem);
    if (added.tags === null) return;
    setDone(0);
    const said = await onSave({ ...edit, added: added.tags }, setDone);
    setDone(null);
    if (said === null) onClose();
    else setProblem(said);
  }

  const toggle = (tag: string) => {
    const { removed } = edit;
    const next = removed.includes(tag) ? removed.filter((each) => each !== tag) : [...removed, tag];
    setEdit({ ...edit, removed: next });
  };
  return (
    <Dialog open onClose={onClose} title={`Tags of ${count(assets.length, "image")}`}>
      <DialogMiddle>
        <div className="grid gap-6">
          <TagsEditor
            label="Tags to add"
            tags={edit.added}
            onTags={(added) => setEdit({ ...edit, added })}
            onTyped={setTyped}
          />
          <RemovableTags tags={commonTags(assets)} removed={edit.removed} onToggle={toggle} />
        </div>
      </DialogMiddle>
      <DialogFoot>
        {problem !== null && (
          <Note tone="fail" role="alert">
            {problem}
          </Note>
        )}
        <div className="flex items-center justify-end gap-3">
          <output className="mr-auto text-sm text-soft">
            {done !== null && `${count(done, "image")} done`}
          </output>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" aria-busy={done !== null} aria-disabled={isIdle} onClick={() => void save()}>
            Save
          </Button>
        </div>
      </DialogFoot>
    </Dialog>
  );
}

function RemovableTags(props: {
  tags: ReadonlyArray<[string, number]>;
  removed: readonly string[];
  onToggle: (tag: string) => void;
}) {
  if (props.tags.length === 0) return null;
  return (
    <div className="grid gap-2">
      <h3 className="text-sm font-medium">Take away</h3>
      <ul aria-label="Tags to take away" className="flex flex-wrap gap-2">
        {props.tags.map(([tag, images]) => {
          const isRemoved = props.removed.includes(tag);
          return (
            <li key={tag}>
              <button
                type="button"
                aria-pressed={isRemoved}
                onClick={() => props.onToggle(tag)}
                className={cn(
                  "inline-flex h-9 items-center gap-2 rounded-full border px-3.5 text-sm",
                  isRemoved ? "border-fail text-fail-ink line-through" : "border-line hover:border-faint",
                )}
              >
                {tag} <span className="text-soft">{images}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
