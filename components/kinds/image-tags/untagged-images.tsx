"use client";
import useSWR from "swr";
import { Film } from "@/components/sheet/film";
import { OwnPicture } from "@/components/ui/own-picture";
import { getJson } from "@/hooks/api";
import type { PageOfAssets } from "@/hooks/asset-list";
import { assetAddress } from "@/hooks/asset-requests";

/** So many of them lie on the film at most, in rows that are full: of what is not there, the frame. */
const frames = { most: 8, inARow: 4 } as const;

/** The newest images of the library that have no tags, as they would be sent. */
export function UntaggedImages({ untagged }: { untagged: number }) {
  // Read anew when there are others.
  const { data } = useSWR(
    [`/api/assets?status=untagged&limit=${frames.most}`, untagged] as const,
    ([address]) => getJson<PageOfAssets>(address),
    { keepPreviousData: true },
  );
  const count = Math.min(data?.items.length ?? untagged, frames.most);
  if (count === 0) return null;
  return (
    <Film>
      <div aria-hidden className="grid grid-cols-4 gap-1.5 px-2.5 sm:gap-2.5 sm:px-4.5">
        {Array.from({ length: Math.ceil(count / frames.inARow) * frames.inARow }, (_, index) => {
          const asset = data?.items[index];
          return (
            <div
              key={asset?.id ?? index}
              className="aspect-square overflow-hidden rounded-frame bg-ghost sm:aspect-4/3"
            >
              {asset && (
                <OwnPicture
                  src={assetAddress(asset.id, "/thumbnail")}
                  alt=""
                  loading="lazy"
                  decoding="async"
                  className="size-full object-cover text-transparent"
                />
              )}
            </div>
          );
        })}
      </div>
    </Film>
  );
}
