import { LatentSheet } from "@/components/sheet/latent-sheet";
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
    <LatentSheet
      ghost="none"
      title={isNarrowed ? "Nothing here" : "No pictures yet"}
      text={
        isNarrowed
          ? "None of your images fits this filter."
          : "Drop a folder of pictures anywhere on this page. They lie here until you delete them, and can be tagged all at once, at half the provider’s usual price."
      }
    >
      {isNarrowed ? (
        <Button onClick={onShowAll}>Show all images</Button>
      ) : (
        <AddImages isFirst onFiles={onFiles} />
      )}
    </LatentSheet>
  );
}
