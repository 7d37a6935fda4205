"use client";
import { useState } from "react";
import type { AssetView } from "@/lib/jobs/asset-view";

/** The one cell that Tab leads to. It is an image, not a place: images that come before it move it along. */
export function useActiveCell(items: readonly AssetView[], total: number) {
  const [active, setActive] = useState<{ index: number; id: string | undefined }>({
    index: 0,
    id: undefined,
  });
  const found =
    active.id === undefined || items[active.index]?.id === active.id
      ? active.index
      : items.findIndex(({ id }) => id === active.id);
  const index = Math.max(0, Math.min(total - 1, found === -1 ? active.index : found));
  return { index, move: (to: number) => setActive({ index: to, id: items[to]?.id }) };
}
