"use client";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo, useRef } from "react";
import { galleryAddress, galleryPlaceOf } from "@/hooks/gallery-place";

/**
 * Which pictures are looked at, and which one is open: it lives in the page's address. What is opened here is closed by the
 * browser's own way back, and by `show(null)` as by that; one that a link has opened is closed where it is.
 */
export function useGalleryPlace() {
  const params = useSearchParams();
  const text = params.toString();
  const place = useMemo(() => galleryPlaceOf(new URLSearchParams(text)), [text]);
  const isOpenedHere = useRef(false);
  const { kind, open } = place;
  const show = useCallback(
    (next: string | null) => {
      const address = galleryAddress({ kind, open: next });
      // Without the server: all that is shown is here.
      if (next !== null && open === null) {
        isOpenedHere.current = true;
        window.history.pushState(null, "", address);
      } else if (next === null && isOpenedHere.current) {
        isOpenedHere.current = false;
        window.history.back();
      } else window.history.replaceState(null, "", address);
    },
    [kind, open],
  );
  return { kind, open, show };
}
