"use client";
import Link from "next/link";
import { useRef } from "react";
import { UploadPanel } from "@/components/library/upload-panel";
import { FieldNote } from "@/components/ui/field";
import { DropZone } from "@/components/upload/drop-zone";
import type { LibraryQueue } from "@/hooks/library-queue-state";
import type { LibraryUploader } from "@/hooks/library-uploader";

/** The library is empty: images are put into it here, as they are there. */
export function FirstImages(props: { queue: LibraryQueue; uploader: LibraryUploader }) {
  const { queue, uploader } = props;
  const zone = useRef<HTMLButtonElement>(null);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div>
        <h2 className="font-serif text-3xl">Your library is empty</h2>
        <p className="mt-1.5 leading-relaxed text-soft">
          Put images into it here. They can be tagged as soon as they are there, and stay in{" "}
          <Link
            href="/library"
            className="text-soft underline decoration-faint underline-offset-4 hover:text-ink"
          >
            your library
          </Link>
          .
        </p>
      </div>
      <DropZone
        focus={zone}
        describedBy="first-images-note"
        name="Images"
        onFiles={(files) => uploader.add(files)}
      />
      <FieldNote
        id="first-images-note"
        problem={null}
        hint="JPEG, PNG or WebP, up to 10 MB each. A folder can be dropped, too."
      />
      <UploadPanel queue={queue} uploader={uploader} />
    </div>
  );
}
