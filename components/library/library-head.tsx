import { Tags } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { count } from "@/components/ui/figures";
import { AddImages } from "./add-images";

interface Props {
  /** In the whole library; `undefined` while that is not known. */
  total: number | undefined;
  untagged: number;
  /** Some are chosen: what is to be done next is told of them, and on a phone they have the room. */
  isChoosing: boolean;
  isBusy: boolean;
  onFiles: (files: File[]) => void;
  onTagAll: () => void;
}

/** What the page is, how much is in it, and what can be done with all of it. */
export function LibraryHead({ total, untagged, isChoosing, isBusy, onFiles, onTagAll }: Props) {
  return (
    <header className="mb-7 flex flex-wrap items-end justify-between gap-x-6 gap-y-5">
      <div>
        <h1 className="font-serif text-[2.5rem] leading-[1.08] tracking-tight sm:text-5xl">Library</h1>
        <p className="mt-2 min-h-6 text-soft">{total === undefined ? "" : saying(total, untagged)}</p>
      </div>
      {total !== undefined && total > 0 && (
        <div
          className={cn("flex flex-wrap gap-2.5 max-sm:w-full max-sm:*:grow", isChoosing && "max-sm:hidden")}
        >
          <AddImages isFirst={untagged === 0 && !isChoosing} onFiles={onFiles} />
          {untagged > 0 && !isChoosing && (
            <Button
              look="primary"
              className="max-sm:w-full"
              aria-disabled={isBusy}
              onClick={() => isBusy || onTagAll()}
            >
              <Tags aria-hidden />
              Tag {count(untagged, "image")}
            </Button>
          )}
        </div>
      )}
    </header>
  );
}

function saying(total: number, untagged: number): string {
  if (total === 0) return "A place for your pictures, and for what is on them.";
  const rest =
    untagged === 0 ? "" : `, ${untagged === total ? "all" : untagged.toLocaleString("en")} without tags`;
  return `${count(total, "image")}${rest}`;
}
