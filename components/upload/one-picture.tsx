"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { X } from "lucide-react";
import type { RefObject } from "react";
import { FieldNote } from "@/components/ui/field";
import type { useOnePicture } from "@/hooks/use-one-picture";
import { noLongerKept } from "@/hooks/use-uploads";
import { smallAddress } from "@/lib/jobs/small-picture";
import { DropZone } from "./drop-zone";
import { RefusedFiles } from "./refused-files";
import { UploadTile } from "./upload-tile";
import { UploadWait } from "./upload-wait";

interface Props {
  label: string;
  hint: string;
  picture: ReturnType<typeof useOnePicture>;
  problem?: string | null;
  focus: RefObject<HTMLButtonElement | null>;
}

/** A single picture: where it is dropped, how it travels, and how it is taken away again. */
export function OnePicture({ label, hint, picture, problem = null, focus }: Props) {
  const { path, upload, refusals } = picture;
  return (
    <div className="grid gap-3">
      <h2 className="text-sm font-medium">{label}</h2>
      {!upload && path === "" && (
        <DropZone
          single
          name={label}
          onFiles={picture.choose}
          focus={focus}
          describedBy="picture-note"
          isWrong={problem !== null}
        />
      )}
      {(upload || path !== "") && (
        <ul aria-label="Chosen picture" className="w-36">
          {upload ? (
            <UploadTile upload={upload} onRemove={picture.remove} onRetry={picture.retry} />
          ) : (
            <Arrived picture={picture} />
          )}
        </ul>
      )}
      <FieldNote id="picture-note" problem={problem} hint={hint} hasBoth />
      <UploadWait preparing={picture.preparing} pause={picture.pause} />
      <RefusedFiles refusals={refusals} onDismiss={picture.dismiss} />
    </div>
  );
}

/** One that lies at the server; or did, until the job that it was for was deleted. */
function Arrived({ picture: { path, isGone, clear, lose } }: Pick<Props, "picture">) {
  return (
    <li
      data-state={isGone ? "failed" : "done"}
      className="relative aspect-3/4 overflow-hidden rounded-frame bg-film"
    >
      {isGone ? (
        <p role="alert" className="absolute inset-x-0 bottom-0 p-2 text-xs leading-snug text-white">
          {noLongerKept}
        </p>
      ) : (
        <OwnPicture
          src={smallAddress(`/api/uploads/${path}`, 768)}
          alt=""
          onError={lose}
          ref={(img) => {
            // It may have failed before the page came to life.
            if (img?.complete && img.naturalWidth === 0) lose();
          }}
          className="size-full object-cover"
        />
      )}
      <button
        type="button"
        aria-label="Remove the picture"
        onClick={clear}
        className="absolute top-1 right-1 grid size-8 place-items-center rounded-full bg-black/65 text-white hover:bg-black focus-visible:outline-offset-0"
      >
        <X aria-hidden className="size-4" />
      </button>
    </li>
  );
}
