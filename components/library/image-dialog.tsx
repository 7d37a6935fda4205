"use client";
import { ChevronLeft, ChevronRight, Tags, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot, DialogMiddle } from "@/components/ui/dialog";
import { OwnPicture } from "@/components/ui/own-picture";
import { When } from "@/components/ui/when";
import { assetAddress } from "@/hooks/asset-requests";
import type { AssetView } from "@/lib/jobs/asset-view";
import { DeleteImages } from "./delete-images";
import { standingOf } from "./standing";
import { TagsEditor } from "./tags-editor";

interface Props {
  asset: AssetView;
  onClose: () => void;
  /** `null` where there is none. */
  onBefore: (() => void) | null;
  onAfter: (() => void) | null;
  onTags: (tags: string[]) => void;
  onTag: () => void;
  onDelete: () => void;
}

/** One image, large, with all that is known of it. */
export function ImageDialog({ asset, onClose, onBefore, onAfter, onTags, onTag, onDelete }: Props) {
  const { id, name, caption, tags, width, height, bytes, createdAt, autoTagStatus } = asset;
  const { word, tone } = standingOf(asset);
  const isUnderWay = autoTagStatus === "pending" || autoTagStatus === "processing";
  return (
    <Dialog
      open
      onClose={onClose}
      title={name}
      onKeyDown={(event) => {
        if (event.target instanceof HTMLInputElement) return;
        if (event.key === "ArrowLeft") onBefore?.();
        if (event.key === "ArrowRight") onAfter?.();
      }}
    >
      <DialogMiddle>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5 md:grid-cols-[18rem_minmax(0,1fr)] md:gap-6">
          {/* As large as there is room, and of its own shape. */}
          <div
            style={{ width: `min(100%, calc(var(--tallest) * ${width / height}))` }}
            className="mx-auto self-start overflow-hidden rounded-sheet bg-film [--tallest:34dvh] md:[--tallest:56dvh]"
          >
            <OwnPicture
              key={id}
              src={assetAddress(id, "/file")}
              alt={caption ?? name}
              style={{ aspectRatio: `${width} / ${height}` }}
              className="w-full object-contain text-film-ink"
            />
          </div>
          <div className="grid min-w-0 content-start gap-5">
            {caption && <p className="font-serif text-xl leading-snug">{caption}</p>}
            {word !== "" && <p className={tone === "spoilt" ? "text-fail-ink" : "text-soft"}>{word}</p>}
            <TagsEditor key={id} label="Tags" tags={tags} onTags={onTags} />
            <p className="text-sm text-soft">
              {width} × {height} pixels, {size(bytes)}, added <When at={createdAt} as="ago" />
            </p>
          </div>
        </div>
      </DialogMiddle>
      <DialogFoot>
        <div className="flex flex-wrap items-center gap-2">
          <Button size="icon" aria-label="The one before" disabled={!onBefore} onClick={() => onBefore?.()}>
            <ChevronLeft aria-hidden />
          </Button>
          <Button size="icon" aria-label="The next one" disabled={!onAfter} onClick={() => onAfter?.()}>
            <ChevronRight aria-hidden />
          </Button>
          <div className="ml-auto flex gap-3">
            <DeleteImages
              count={1}
              onDelete={onDelete}
              trigger={
                <Button>
                  <Trash2 aria-hidden />
                  Delete
                </Button>
              }
            />
            <Button look="primary" aria-disabled={isUnderWay} onClick={() => isUnderWay || onTag()}>
              <Tags aria-hidden />
              {isUnderWay ? "Being tagged" : tags.length > 0 ? "Tag again" : "Tag it"}
            </Button>
          </div>
        </div>
      </DialogFoot>
    </Dialog>
  );
}

/** "81 KB", "3.4 MB" */
function size(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / (1024 * 1024)).toFixed(1)} MB`;
}
