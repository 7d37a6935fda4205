/** How far an image is with being tagged by a job; `null` where none ever was to. */
export type AutoTagStatus = "pending" | "processing" | "completed" | "failed";

/** One image of a user's library. */
export interface Asset {
  id: string;
  userId: string;
  /** As its file was called. */
  name: string;
  contentType: string;
  bytes: number;
  width: number;
  height: number;
  /** Of the stored original: "jpg". */
  extension: string;
  /** The size of its small JPEG, which a model is shown. */
  pictureBytes: number;
  tags: string[];
  caption: string | null;
  colors: string[];
  containsText: boolean | null;
  autoTagStatus: AutoTagStatus | null;
  /** Why it failed, in words for a person. */
  autoTagError: string | null;
  /** The batch that it is in, or was last. */
  openaiBatchId: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** What became of an image in a job: not sent yet, in a batch, tagged, failed, or not reached. */
export type JobAssetState = "waiting" | "sent" | "tagged" | "failed" | "left";

/** Where an image's original lies, in the bucket `assets`. */
export function originalPath({ userId, id, extension }: Pick<Asset, "userId" | "id" | "extension">): string {
  return `${userId}/${id}/original.${extension}`;
}

/** Where its 256 px WebP lies. */
export function thumbnailPath({ userId, id }: Pick<Asset, "userId" | "id">): string {
  return `${userId}/${id}/thumbnail.webp`;
}

/** Where its 512 px JPEG lies, which a model is shown. */
export function picturePath({ userId, id }: Pick<Asset, "userId" | "id">): string {
  return `${userId}/${id}/picture.jpg`;
}
