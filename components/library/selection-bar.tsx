"use client";
import { Pencil, Tags, Trash2 } from "lucide-react";
import type { RefObject } from "react";
import { Button } from "@/components/ui/button";
import { ChoiceBar } from "@/components/ui/choice-bar";
import { count } from "@/components/ui/figures";
import { DeleteImages } from "./delete-images";

interface Props {
  chosen: number;
  total: number;
  isBusy: boolean;
  deleteButton: RefObject<HTMLButtonElement | null>;
  onAll: () => void;
  onNone: () => void;
  onTag: () => void;
  onEdit: () => void;
  onDelete: () => void;
}

/** What can be done with the chosen images. */
export function SelectionBar(props: Props) {
  const { chosen, total, isBusy, deleteButton, onAll, onNone, onTag, onEdit, onDelete } = props;
  return (
    <ChoiceBar
      label="Chosen images"
      chosen={chosen}
      total={total}
      all={`Choose all ${total.toLocaleString("en")}`}
      onAll={onAll}
      onNone={onNone}
    >
      <Button onClick={onEdit} aria-disabled={isBusy}>
        <Pencil aria-hidden />
        Edit tags
      </Button>
      <DeleteImages
        count={chosen}
        onDelete={onDelete}
        trigger={
          <Button ref={deleteButton} aria-disabled={isBusy}>
            <Trash2 aria-hidden />
            Delete
          </Button>
        }
      />
      <Button look="primary" onClick={onTag} aria-disabled={isBusy}>
        <Tags aria-hidden className="max-sm:hidden" />
        <span className="sm:hidden">Tag</span>
        <span className="max-sm:hidden">Tag {count(chosen, "image")}</span>
      </Button>
    </ChoiceBar>
  );
}
