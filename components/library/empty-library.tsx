import { ImagePlus } from "lucide-react";
import { TaggedSamples } from "@/components/samples/tagged-samples";
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
  if (!isNarrowed) return <FirstStrip onFiles={onFiles} />;
  return (
    <LatentSheet ghost="none" title="Nothing here" text="None of your images fits this filter.">
      <Button onClick={onShowAll}>Show all images</Button>
    </LatentSheet>
  );
}

/** A strip of paper that waits for the first images, and shows on samples what becomes of them. The whole page takes what is dropped. */
function FirstStrip({ onFiles }: Pick<Props, "onFiles">) {
  return (
    <div className="overflow-hidden rounded-sheet border-2 border-dashed border-rim/60 bg-tray [--hole:var(--line)]">
      <div aria-hidden className="sprockets mx-1.25 my-2.5" />
      <div className="grid grid-cols-[minmax(0,1fr)] justify-items-center gap-3 px-4 pt-6 pb-5 text-center sm:pt-9 sm:pb-7">
        <ImagePlus aria-hidden className="size-7 text-safelight" />
        <p className="font-serif text-3xl">No pictures yet</p>
        <p className="max-w-110 leading-relaxed text-balance text-soft">
          <span className="pointer-coarse:hidden">
            Drop pictures or a folder here, or anywhere on this page.{" "}
          </span>
          They stay until you delete them, and can be tagged all at once, at half the provider’s usual price.
        </p>
        <div className="mt-2 flex flex-wrap justify-center gap-2.5">
          <AddImages isFirst onFiles={onFiles} />
        </div>
        <TaggedSamples className="mt-8 w-full max-w-168 text-soft" />
        <p className="text-[0.8125rem] text-soft">Samples: every image gets tags like these.</p>
      </div>
      <div aria-hidden className="sprockets mx-1.25 my-2.5" />
    </div>
  );
}
