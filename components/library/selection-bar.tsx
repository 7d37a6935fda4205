"use client";
import { Pencil, Tags, Trash2, X } from "lucide-react";
import type { RefObject } from "react";
import { Button } from "@/components/ui/button";
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

/** What can be done with the chosen images: over the head of the page, wherever it is scrolled to. */
export function SelectionBar(props: Props) {
  const { chosen, total, isBusy, deleteButton, onAll, onNone, onTag, onEdit, onDelete } = props;
  return (
    <section aria-label="Chosen images" className="fixed inset-x-0 top-0 z-40 border-b bg-raised shadow-lift">
      <div className="mx-auto flex h-17 w-full max-w-288 items-center gap-2 px-3 sm:gap-3 sm:px-6">
        <Button look="quiet" size="icon" aria-label="Choose none" onClick={onNone}>
          <X aria-hidden />
        </Button>
        <output className="truncate font-medium">
          {chosen.toLocaleString("en")}
          <span className="max-sm:sr-only"> chosen</span>
        </output>
        {chosen < total && (
          <Button look="quiet" className="px-2 text-safelight-ink" onClick={onAll}>
            <span className="sm:hidden">All {total.toLocaleString("en")}</span>
            <span className="max-sm:hidden">Choose all {total.toLocaleString("en")}</span>
          </Button>
        )}
        <div className="ml-auto flex items-center gap-1.5 sm:gap-2.5">
          <Button onClick={onEdit} aria-disabled={isBusy} className="max-sm:size-10 max-sm:px-0">
            <Pencil aria-hidden />
            <span className="max-sm:sr-only">Edit tags</span>
          </Button>
          <DeleteImages
            count={chosen}
            onDelete={onDelete}
            trigger={
              <Button ref={deleteButton} aria-disabled={isBusy} className="max-sm:size-10 max-sm:px-0">
                <Trash2 aria-hidden />
                <span className="max-sm:sr-only">Delete</span>
              </Button>
            }
          />
          <Button look="primary" onClick={onTag} aria-disabled={isBusy}>
            <Tags aria-hidden className="max-sm:hidden" />
            <span className="sm:hidden">Tag</span>
            <span className="max-sm:hidden">Tag {count(chosen, "image")}</span>
          </Button>
        </div>
      </div>
    </section>
  );
}
