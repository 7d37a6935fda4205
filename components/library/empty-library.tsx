import { Button } from "@/components/ui/button";
import { AddImages } from "./add-images";

interface Props {
  /** There are images, but none that fit. */
  isNarrowed: boolean;
  onFiles: (files: File[]) => void;
  onShowAll: () => void;
}

/** No images: none at all, or none that fit the filter. */
export function EmptyLibrary({ isNarrowed, onFiles, onShowAll }: Props) {
  return (
    <div className="grid justify-items-center gap-3 rounded-card border border-dashed border-faint/60 px-6 py-16 text-center">
      <p className="font-serif text-3xl">{isNarrowed ? "Nothing here" : "No pictures yet"}</p>
      <p className="max-w-110 leading-relaxed text-soft">
        {isNarrowed
          ? "None of your images fits this filter."
          : "Drop a folder of pictures anywhere on this page. They lie here until you delete them, and can be tagged all at once, at half the price."}
      </p>
      <div className="mt-2 flex flex-wrap justify-center gap-2.5">
        {isNarrowed ? (
          <Button onClick={onShowAll}>Show all images</Button>
        ) : (
          <AddImages isFirst onFiles={onFiles} />
        )}
      </div>
    </div>
  );
}
