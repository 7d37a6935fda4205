import { z } from "zod";
import type { Asset, AutoTagStatus } from "@/lib/jobs/asset";
import { callPromptly } from "./call-function";
import { databaseError } from "./database-error";
import { time } from "./job-row";
import { serviceClient } from "./service-client";
import { userClient, type User } from "./user-client";

const AssetRow = z
  .object({
    id: z.string(),
    user_id: z.string(),
    name: z.string(),
    content_type: z.string(),
    bytes: z.number(),
    width: z.number(),
    height: z.number(),
    extension: z.string(),
    picture_bytes: z.number(),
    tags: z.array(z.string()),
    caption: z.string().nullable(),
    colors: z.array(z.string()),
    contains_text: z.boolean().nullable(),
    auto_tag_status: z.enum(["pending", "processing", "completed", "failed"]).nullable(),
    auto_tag_error: z.string().nullable(),
    openai_batch_id: z.string().nullable(),
    created_at: time,
    updated_at: time,
  })
  .transform((row): Asset => ({
    id: row.id,
    userId: row.user_id,
    name: row.name,
    contentType: row.content_type,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    extension: row.extension,
    pictureBytes: row.picture_bytes,
    tags: row.tags,
    caption: row.caption,
    colors: row.colors,
    containsText: row.contains_text,
    autoTagStatus: row.auto_tag_status,
    autoTagError: row.auto_tag_error,
    openaiBatchId: row.openai_batch_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }));

export interface NewAsset {
  userId: string;
  /** 1 to 255 characters. */
  name: string;
  contentType: string;
  bytes: number;
  width: number;
  height: number;
  /** Of the file as the browser had it, in hex: what tells duplicates of one user. */
  sha256: string;
  extension: "jpg" | "png" | "webp";
  pictureBytes: number;
  /** How many bytes the originals of this user may have together. */
  mostBytes: number;
  /** How many images this user may have. */
  mostImages: number;
}

const Recorded = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("recorded"), asset: AssetRow }),
  z.object({ outcome: z.literal("existing"), asset: AssetRow }),
  z.object({ outcome: z.literal("full"), limit: z.enum(["bytes", "images"]) }),
]);

/**
 * Remembers an image before its files are stored. `existing` where this user has it already; `recorded`, with the id
 * under which its files belong, also where it was begun before and never stored; `full` where there is no room for it,
 * by the limit that is named.
 */
export function recordAsset({
  mostBytes,
  mostImages,
  ...asset
}: NewAsset): Promise<z.output<typeof Recorded>> {
  const row = {
    user_id: asset.userId,
    name: asset.name,
    content_type: asset.contentType,
    bytes: asset.bytes,
    width: asset.width,
    height: asset.height,
    sha256: asset.sha256,
    extension: asset.extension,
    picture_bytes: asset.pictureBytes,
  };
  const args = { p_asset: row, p_most_bytes: mostBytes, p_most_images: mostImages };
  return callPromptly("record_asset", args, Recorded);
}

/** Its files are stored: from now on it is in the library. `null` where it is gone meanwhile. */
export function assetStored(id: string): Promise<Asset | null> {
  return callPromptly("asset_stored", { p_id: id }, AssetRow.nullable());
}

/** Takes `recordAsset` back, for an image whose files could not be stored. */
export async function forgetAsset(id: string): Promise<void> {
  await callPromptly("forget_asset", { p_id: id }, z.unknown());
}

/** Gives this user's image other tags, by hand; `null` where they have no such image. */
export function editAsset(userId: string, id: string, tags: readonly string[]): Promise<Asset | null> {
  const args = { p_user_id: userId, p_id: id, p_tags: tags };
  return callPromptly("edit_asset", args, AssetRow.nullable());
}

/** Removes those of these images that are this user's; how many that were. */
export function deleteAssets(userId: string, ids: readonly string[]): Promise<number> {
  return callPromptly("delete_assets", { p_user_id: userId, p_ids: ids }, z.number());
}

export interface AssetFilter {
  /** Beginnings of words, as somebody types them: each has to be found in the name, the tags or the caption. */
  words?: string | undefined;
  /** Every one of them. */
  tags?: readonly string[] | undefined;
  /** `untagged`: without tags, and not about to get any from a job under way. */
  status?: AutoTagStatus | "untagged" | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** This user's images, newest first, from behind the one that was made then (`before`). */
export function listAssets(
  userId: string,
  filter: AssetFilter,
  limit: number,
  before: { createdAt: Date; id: string } | null,
): Promise<Asset[]> {
  const args = {
    p_user_id: userId,
    p_filter: filter,
    p_limit: limit,
    p_before_at: before?.createdAt ?? null,
    p_before_id: before?.id ?? null,
  };
  return callPromptly("list_assets", args, z.array(AssetRow));
}

const Count = z.object({ total: z.number(), untagged: z.number() });

/** How many images of this user the filter matches, and how many of these are untagged. */
export function countAssets(userId: string, filter: AssetFilter): Promise<z.output<typeof Count>> {
  return callPromptly("count_assets", { p_user_id: userId, p_filter: filter }, Count);
}

const TagCount = z.object({ tag: z.string(), count: z.number() });

/** The commonest tags of this user's images, at most so many. */
export function tagCounts(userId: string, most: number): Promise<Array<z.output<typeof TagCount>>> {
  return callPromptly("tag_counts", { p_user_id: userId, p_most: most }, z.array(TagCount));
}

const columns = Object.keys(AssetRow.in.shape).join(", ");

/** One image of this user, or `null`. The database itself shows nobody else's. */
export async function readAsset(user: Pick<User, "accessToken">, id: string): Promise<Asset | null> {
  return readOne(userClient(user), "id", id);
}

/** The image that this user has of a content already, or `null`. */
export async function readAssetBySha256(
  user: Pick<User, "accessToken">,
  sha256: string,
): Promise<Asset | null> {
  return readOne(userClient(user), "sha256", sha256);
}

/** An image of anybody's, as the service sees it; `null` if there is none. */
export async function readAssetRecord(id: string): Promise<Asset | null> {
  return readOne(serviceClient(), "id", id);
}

async function readOne(
  client: ReturnType<typeof serviceClient>,
  column: "id" | "sha256",
  value: string,
): Promise<Asset | null> {
  const { data, error, status } = await client
    .from("assets")
    .select(columns)
    .eq(column, value)
    .not("stored_at", "is", null)
    .maybeSingle();
  if (error) throw databaseError("reading an image", error, status);
  return data === null ? null : AssetRow.parse(data);
}
