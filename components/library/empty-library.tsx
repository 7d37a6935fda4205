import { Film } from "@/components/sheet/film";
import { Button } from "@/components/ui/button";
import { AddImages } from "./add-images";

interface Props {
  /** There are images, but none that fit. */
  isNarrowed: boolean;
  onFiles: (files: File[]) => void;
  onShowAll: () => void;
}

/** No images: none that fit the filter, or none at all, and film that waits for them. */
export function EmptyLibrary({ isNarrowed, onFiles, onShowAll }: Props) {
  if (isNarrowed) {
    return (
      <div className="grid justify-items-center gap-3 px-6 py-16 text-center">
        <p className="font-serif text-3xl">Nothing here</p>
        <p className="max-w-110 leading-relaxed text-soft">None of your images fits this filter.</p>
        <Button className="mt-2" onClick={onShowAll}>
          Show all images
        </Button>
      </div>
    );
  }
  return (
    <div className="grid gap-7">
      <Film>
        <div aria-hidden className="grid grid-cols-4 gap-2 px-2.5 sm:gap-3 sm:px-4.5 md:grid-cols-8">
          {Array.from({ length: 8 }, (_, index) => (
            <div key={index} className="aspect-square rounded-frame bg-ghost" />
          ))}
        </div>
      </Film>
      <div className="grid justify-items-start gap-3">
        <p className="font-serif text-3xl">No pictures yet</p>
        <p className="max-w-130 leading-relaxed text-soft">
          Drop a folder of pictures anywhere on this page. They lie here until you delete them, and can be
          tagged all at once, at half the price.
        </p>
        <div className="mt-2 flex flex-wrap gap-2.5">
          <AddImages isFirst onFiles={onFiles} />
        </div>
      </div>
    </div>
  );
}
