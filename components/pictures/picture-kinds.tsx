import { FilterLink, FilterRow } from "@/components/ui/filter-links";
import { wordsOf } from "@/components/kinds/words";
import { galleryAddress } from "@/hooks/gallery-place";
import { pictureKinds, type PictureKind } from "@/lib/jobs/picture-view";

/** Which pictures to show. Plain links, so that a view can be kept, sent and gone back to. */
export function PictureKinds({ kind: here }: { kind: PictureKind | null }) {
  return (
    <section aria-label="Filter" className="mb-7">
      <FilterRow label="Kind">
        {[null, ...pictureKinds].map((kind) => (
          <FilterLink key={kind ?? "all"} href={galleryAddress({ kind, open: null })} here={kind === here}>
            {kind === null ? "Everything" : wordsOf(kind).plural}
          </FilterLink>
        ))}
      </FilterRow>
    </section>
  );
}
