"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { ChevronLeft, ChevronRight, Download, X } from "lucide-react";
import Link from "next/link";
import { Dialog } from "radix-ui";
import { useRef, type ReactNode } from "react";
import { lightboxTitle, stepWords } from "@/components/copy/lightbox";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { downloadUrl } from "./download";
import { LightboxStrip } from "./lightbox-strip";
import type { Picture } from "./picture";

export interface LightboxProps {
  pictures: readonly Picture[];
  /** There are others that are not there yet. */
  hasMore?: boolean | undefined;
  /** Which one is looked at, `null` for none. */
  at: number | null;
  onMove: (at: number | null) => void;
  /** What else there is to do with whatever is looked at. */
  aside?: ReactNode;
  /** Takes the focus in its end; without it, it goes back to where it was. */
  onLeft?: (() => void) | undefined;
}

/** One picture, large. Escape closes it and gives the focus back. */
export function LightboxRoom({ pictures, hasMore, at, onMove, aside, onLeft }: LightboxProps) {
  const opener = useRef<Element | null>(null);
  const picture = at === null ? undefined : pictures[at];
  const several = pictures.length > 1;
  const placeOf = (by: number) => ((at ?? 0) + by + pictures.length) % pictures.length;
  const title = picture && lightboxTitle(picture, at ?? 0, pictures.length, hasMore);
  return (
    <Dialog.Root open={picture !== undefined} onOpenChange={(open) => !open && onMove(null)}>
      <Dialog.Portal>
        <Dialog.Overlay className="dark fixed inset-0 z-50 bg-film data-[state=open]:animate-in data-[state=open]:fade-in" />
        {picture && (
          <Dialog.Content
            aria-describedby={undefined}
            onOpenAutoFocus={() => {
              opener.current = document.activeElement;
            }}
            onCloseAutoFocus={(event) => {
              // There is no trigger for the dialog to go back to: the frame that opened it is the place.
              event.preventDefault();
              if (onLeft) onLeft();
              else if (opener.current instanceof HTMLElement) opener.current.focus();
            }}
            className="dark fixed inset-0 z-50 grid grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto_auto] gap-4 p-3 text-ink outline-none sm:gap-5 sm:p-6"
          >
            <div className="flex items-center justify-between gap-3">
              <Dialog.Title className="flex min-w-0 text-[0.9375rem] text-soft" aria-live="polite">
                <span dir="auto" className="truncate text-ink">
                  {title?.name}
                </span>
                {title?.place && <span className="shrink-0 whitespace-pre">, {title.place}</span>}
              </Dialog.Title>
              <Dialog.Close asChild>
                <Button look="quiet" size="icon" aria-label="Close">
                  <X aria-hidden />
                </Button>
              </Dialog.Close>
            </div>
            <div className="grid min-h-0 place-items-center">
              <Shown key={picture.src} picture={picture} />
            </div>
            {several && at !== null ? (
              <LightboxStrip pictures={pictures} at={at} onMove={onMove} />
            ) : (
              <span />
            )}
            <div className="flex items-center justify-center gap-2.5">
              {several && (
                <Button
                  size="icon"
                  aria-label={stepWords("Previous", pictures[placeOf(-1)])}
                  onClick={() => onMove(placeOf(-1))}
                >
                  <ChevronLeft aria-hidden />
                </Button>
              )}
              <Button asChild className={cn(picture.from && "max-sm:size-10 max-sm:px-0")}>
                <a href={downloadUrl(picture.src)} download>
                  <Download aria-hidden />
                  <span className={cn(picture.from && "max-sm:sr-only")}>Download</span>
                </a>
              </Button>
              {picture.from && (
                <Button asChild>
                  <Link href={picture.from.href}>{picture.from.label}</Link>
                </Button>
              )}
              {aside}
              {several && (
                <Button
                  size="icon"
                  aria-label={stepWords("Next", pictures[placeOf(1)])}
                  onClick={() => onMove(placeOf(1))}
                >
                  <ChevronRight aria-hidden />
                </Button>
              )}
            </div>
          </Dialog.Content>
        )}
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const paper =
  "max-h-full min-h-0 max-w-full border-8 border-paper bg-paper shadow-lift animate-in fade-in duration-500 sm:border-12";

function Shown({ picture: { src, alt, film } }: { picture: Picture }) {
  if (!film) return <OwnPicture src={src} alt={alt} className={paper} />;
  return (
    // Nobody has written captions for what a model has made.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    <video
      controls
      playsInline
      preload="metadata"
      aria-label={alt}
      src={src}
      {...(film.poster !== null && { poster: film.poster })}
      className={paper}
    />
  );
}
