"use client";
import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { galleryAddress, galleryPlaceOf, type GalleryPlace } from "@/hooks/gallery-place";
import type { PictureKind } from "@/lib/jobs/picture-view";

/**
 * Which pictures are looked at, and which one is open: it lives in the page's address, and is known here a moment before what is
 * drawn knows that address, so that quick presses each go on from the one before. What is opened here is closed by the browser's
 * own way back, and by `show(null)` as by that; one that a link has opened is closed where it is. `choose` goes to the pictures
 * of a kind.
 */
export function useGalleryPlace() {
  const params = useSearchParams();
  const text = params.toString();
  const place = useMemo(() => galleryPlaceOf(new URLSearchParams(text)), [text]);
  const { kind } = place;
  /** What was pressed for, until the address that is drawn has it, or somebody has gone back. */
  const [wanted, setWanted] = useState<Pick<GalleryPlace, "open"> | null>(null);
  const { open } = wanted ?? place;
  const [drawn, setDrawn] = useState(place.open);
  if (drawn !== place.open) {
    setDrawn(place.open);
    if (wanted?.open === place.open) setWanted(null);
  }
  useEffect(() => {
    const letGo = () => setWanted(null);
    window.addEventListener("popstate", letGo);
    return () => window.removeEventListener("popstate", letGo);
  }, []);
  /** How what is open was opened, or that it is on its way out: to close it once more does nothing. */
  const opened = useRef<"by a link" | "here" | "closing">("by a link");
  useEffect(() => {
    if (open === null) opened.current = "by a link";
  }, [open]);
  const show = useCallback(
    (next: string | null) => {
      if (opened.current === "closing") return;
      if (next === null && opened.current === "here") {
        opened.current = "closing";
        window.history.back();
        return;
      }
      setWanted({ open: next });
      // Without the server: all that is shown is here.
      const address = galleryAddress({ kind, open: next });
      if (next !== null && open === null) {
        opened.current = "here";
        window.history.pushState(null, "", address);
      } else window.history.replaceState(null, "", address);
    },
    [kind, open],
  );
  const choose = useCallback((next: PictureKind | null) => {
    window.history.pushState(null, "", galleryAddress({ kind: next, open: null }));
  }, []);
  return { kind, open, show, choose };
}
