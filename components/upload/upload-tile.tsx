"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { RotateCcw, X } from "lucide-react";
import { Progress } from "@/components/ui/progress";
import { cn } from "@/components/ui/cn";
import { isMoving, type Upload } from "@/hooks/uploads-state";

interface Props {
  upload: Upload;
  onRemove: (id: string) => void;
  onRetry: (id: string) => void;
  /** It had arrived before the page was loaded, and is gone by now. */
  onGone?: (id: string) => void;
}

/** One chosen picture: its preview, how far it is, and a way to remove or repeat it. */
export function UploadTile({ upload, onRemove, onRetry, onGone }: Props) {
  const { id, name, file, state, progress, previewUrl, problem, isFinal } = upload;
  const moving = isMoving(upload);
  return (
    <li
      data-state={state}
      // As high as its shape says, or as a long sentence needs: both lie in the grid's one cell.
      className="relative grid overflow-hidden rounded-frame bg-film before:col-start-1 before:row-start-1 before:aspect-3/4 before:w-full before:self-start"
    >
      <OwnPicture
        src={previewUrl}
        alt={name}
        onError={() => file === null && state === "done" && onGone?.(id)}
        className={cn("absolute inset-0 size-full object-cover transition-[filter,opacity] duration-1000", {
          "opacity-55 grayscale": moving,
          "opacity-25 grayscale": state === "failed",
        })}
      />
      {moving && <div aria-hidden className="lamp absolute inset-0 opacity-70 mix-blend-multiply" />}
      <button
        type="button"
        aria-label={`Remove ${name}`}
        onClick={() => onRemove(id)}
        className="absolute top-1 right-1 grid size-8 place-items-center rounded-full bg-black/65 text-white hover:bg-black focus-visible:outline-offset-0"
      >
        <X aria-hidden className="size-4" />
      </button>
      {moving && (
        <div className="absolute inset-x-2 bottom-2">
          <Progress thin value={progress} label={`Upload of ${name}`} />
        </div>
      )}
      {state === "failed" && (
        <div className="relative col-start-1 row-start-1 mt-10 grid gap-1.5 self-end p-2 text-xs leading-snug text-white">
          <p role="alert" className="wrap-anywhere">
            {problem}
          </p>
          {!isFinal && (
            <button
              type="button"
              onClick={() => onRetry(id)}
              className="flex h-8 items-center justify-center gap-1.5 rounded-[8px] bg-white/15 font-medium hover:bg-white/25"
            >
              <RotateCcw aria-hidden className="size-3.5" />
              Try again
              <span className="sr-only"> with {name}</span>
            </button>
          )}
        </div>
      )}
    </li>
  );
}
