import Link from "next/link";
import { Button } from "@/components/ui/button";
import { galleryAddress } from "@/hooks/gallery-place";
import type { PictureKind } from "@/lib/jobs/picture-view";
import { nothingOf } from "./picture-words";

/** No pictures: none at all, or none of a kind. */
export function NoPictures({ kind }: { kind: PictureKind | null }) {
  const { title, text } = nothingOf(kind);
  return (
    <div className="grid justify-items-center gap-3 rounded-card border border-dashed border-faint/60 px-6 py-16 text-center">
      <p className="font-serif text-3xl">{title}</p>
      <p className="max-w-110 leading-relaxed text-soft">{text}</p>
      <div className="mt-2 flex flex-wrap justify-center gap-2.5">
        {kind !== null && (
          <Button asChild>
            <Link href={galleryAddress({ kind: null, open: null })}>Show all pictures</Link>
          </Button>
        )}
        <Button asChild look="primary">
          <Link href={kind === null ? "/new" : `/new/${kind}`}>Make some</Link>
        </Button>
      </div>
    </div>
  );
}
