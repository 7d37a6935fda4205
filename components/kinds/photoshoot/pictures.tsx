"use client";
import type { RefObject } from "react";
import { DropZone } from "@/components/upload/drop-zone";
import { RefusedFiles } from "@/components/upload/refused-files";
import { UploadTile } from "@/components/upload/upload-tile";
import { UploadWait } from "@/components/upload/upload-wait";
import { FieldNote } from "@/components/ui/field";
import type { useUploads } from "@/hooks/use-uploads";
import { fewestPictures, mostPictures } from "./input";

interface Props {
  uploads: ReturnType<typeof useUploads>;
  problem: string | null;
  focus: RefObject<HTMLButtonElement | null>;
}

/** The pictures to learn from: where they are dropped, how they travel, and which were not taken. */
export function Pictures({ uploads, problem, focus }: Props) {
  const { items, refusals } = uploads;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 className="text-sm font-medium">Pictures to learn from</h2>
        <p className="text-sm text-soft">
          {items.length} of {fewestPictures} to {mostPictures}
        </p>
      </div>
      <DropZone
        onFiles={(files) => void uploads.add(files)}
        focus={focus}
        describedBy="pictures-note"
        isWrong={problem !== null}
      />
      <FieldNote
        id="pictures-note"
        hasBoth
        problem={problem}
        hint="JPEG, PNG or WebP, up to 10 MB each. Different days, different light, one face or one animal."
      />
      <UploadWait preparing={uploads.preparing} pause={uploads.pause} />
      <RefusedFiles refusals={refusals} others onDismiss={uploads.dismiss} />
      {items.length > 0 && (
        <ul aria-label="Chosen pictures" className="grid grid-cols-3 items-start gap-2.5 sm:grid-cols-5">
          {items.map((upload) => (
            <UploadTile
              key={upload.id}
              upload={upload}
              onRemove={uploads.remove}
              onRetry={uploads.retry}
              onGone={uploads.lose}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
