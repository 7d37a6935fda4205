import { FilterLink, FilterRow } from "@/components/ui/filter-links";
import { wordsOf } from "@/components/kinds/words";
import { galleryAddress } from "@/hooks/gallery-place";
import { pictureKinds, type PictureKind } from "@/lib/jobs/picture-view";

interface Props {
  kind: PictureKind | null;
  onKind: (kind: PictureKind | null) => void;
}

/** Which pictures to show: links, so that a view can be kept, sent and gone back to, and shown as chosen at once. */
export function PictureKinds({ kind: here, onKind }: Props) {
  return (
    <section aria-label="Filter" className="mb-7">
      <FilterRow label="Kind">
        {[null, ...pictureKinds].map((kind) => (
          <FilterLink
            key={kind ?? "all"}
            href={galleryAddress({ kind, open: null })}
            here={kind === here}
            onChoose={() => {
              if (kind !== here) onKind(kind);
            }}
          >
            {kind === null ? "Everything" : wordsOf(kind).plural}
          </FilterLink>
        ))}
      </FilterRow>
    </section>
  );
}
