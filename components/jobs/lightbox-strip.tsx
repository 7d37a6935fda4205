"use client";
import { Play } from "lucide-react";
import { showWords } from "@/components/copy/lightbox";
import { cn } from "@/components/ui/cn";
import { OwnPicture } from "@/components/ui/own-picture";
import { smallAddress } from "@/lib/jobs/small-picture";
import type { Picture } from "./picture";
import { stripAround } from "./strip-around";

interface Props {
  pictures: readonly Picture[];
  at: number;
  onMove: (at: number) => void;
}

/** Under what is looked at: its neighbours, small, to go to. */
export function LightboxStrip({ pictures, at, onMove }: Props) {
  const { from, to } = stripAround(at, pictures.length);
  return (
    <ul aria-label="Others" className="mx-auto flex w-full max-w-120 justify-center gap-1.5">
      {pictures.slice(from, to).map((picture, n) => {
        const index = from + n;
        const { src, film } = picture;
        const still = film ? film.poster : src;
        return (
          <li key={src} className="min-w-0 flex-1 basis-0 sm:max-w-13">
            <button
              type="button"
              aria-label={showWords(picture)}
              aria-current={index === at || undefined}
              onClick={() => onMove(index)}
              className={cn(
                "relative block aspect-3/4 w-full overflow-hidden rounded-frame bg-ghost transition-opacity",
                index === at
                  ? "ring-2 ring-safelight-end ring-offset-2 ring-offset-film"
                  : "opacity-55 hover:opacity-100 focus-visible:opacity-100",
              )}
            >
              {still === null ? (
                <Play aria-hidden className="absolute inset-0 m-auto size-4 text-film-ink" />
              ) : (
                <OwnPicture
                  src={smallAddress(still, 256)}
                  alt=""
                  decoding="async"
                  className="size-full object-cover"
                />
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
