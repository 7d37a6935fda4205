import { z } from "zod";
import { callPromptly } from "./call-function";
import { databaseError } from "./database-error";
import { serviceClient } from "./service-client";
import { userClient, type User } from "./user-client";

export interface NewUpload {
  userId: string;
  path: string;
  contentType: string;
  bytes: number;
  /** How many bytes the uploads of this user that no job uses may have together. */
  mostBytes: number;
}

const Recorded = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("recorded") }),
  z.object({ outcome: z.literal("full"), waitMs: z.number() }),
]);

/**
 * Remembers whose file will lie at `path`, and what it is. `full` where that is more than may wait for a job: in `waitMs`
 * milliseconds enough of it is gone.
 */
export function recordUpload(upload: NewUpload): Promise<z.output<typeof Recorded>> {
  const args = {
    p_user_id: upload.userId,
    p_path: upload.path,
    p_content_type: upload.contentType,
    p_bytes: upload.bytes,
    p_most_bytes: upload.mostBytes,
  };
  return callPromptly("record_upload", args, Recorded);
}

/** Takes that back, for a file that could not be stored. */
export async function forgetUpload(path: string): Promise<void> {
  await callPromptly("forget_upload", { p_path: path }, z.unknown());
}

/** How large this upload is; `null` if there is none. Of this user's, or of anybody's where that is `null`. */
export async function uploadBytes(path: string, user: User | null): Promise<number | null> {
  const client = user ? userClient(user) : serviceClient();
  const { data, error, status } = await client.from("uploads").select("bytes").eq("path", path).maybeSingle();
  if (error) throw databaseError("reading an upload", error, status);
  return data === null ? null : z.object({ bytes: z.number() }).parse(data).bytes;
}
