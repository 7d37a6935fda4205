import { pictureKinds, type PictureKind } from "@/lib/jobs/picture-view";

/** What the address of the gallery says: which kind of picture, and which one is open; `null` is any, and none. */
export interface GalleryPlace {
  kind: PictureKind | null;
  open: string | null;
}

/** Whatever it says that is no place is left out. */
export function galleryPlaceOf(query: URLSearchParams): GalleryPlace {
  return {
    kind: pictureKinds.find((kind) => kind === query.get("kind")) ?? null,
    open: openIn(query.get("open")),
  };
}

/** The address of a place; the same place always has the same one. */
export function galleryAddress({ kind, open }: GalleryPlace): "/pictures" | `/pictures?${string}` {
  const query = [kind && `kind=${kind}`, open && `open=${open}`].filter(Boolean).join("&");
  return query === "" ? "/pictures" : `/pictures?${query}`;
}

const picture = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[a-z0-9][a-z0-9._-]{0,99}$/;

/** A picture by its job and its name, `null` for anything else. */
function openIn(text: string | null): string | null {
  return text !== null && picture.test(text) ? text : null;
}
