import Link from "next/link";
import { LatentSheet } from "@/components/sheet/latent-sheet";
import { Button } from "@/components/ui/button";
import { galleryAddress } from "@/hooks/gallery-place";
import type { PictureKind } from "@/lib/jobs/picture-view";
import { nothingOf } from "./picture-words";

/** No pictures: none at all, or none of a kind. */
export function NoPictures({ kind }: { kind: PictureKind | null }) {
  const { title, text } = nothingOf(kind);
  return (
    <LatentSheet title={title} text={text}>
      {kind !== null && (
        <Button asChild>
          <Link href={galleryAddress({ kind: null, open: null })}>Show all pictures</Link>
        </Button>
      )}
      <Button asChild look="primary">
        <Link href={kind === null ? "/new" : `/new/${kind}`}>Make some</Link>
      </Button>
    </LatentSheet>
  );
}
