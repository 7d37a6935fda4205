import { z } from "zod";
import { callFunction } from "./call-function";
import { DatabaseError } from "./database-error";
import { userClient, type User } from "./user-client";

/** Remembers whose file lies at `path`, and what it is. */
export async function recordUpload(
  userId: string,
  path: string,
  contentType: string,
  bytes: number,
): Promise<void> {
  const args = { p_user_id: userId, p_path: path, p_content_type: contentType, p_bytes: bytes };
  await callFunction("record_upload", args, z.unknown());
}

/** Which of these paths are this user's uploads. */
export async function ownUploads(user: User, paths: readonly string[]): Promise<Set<string>> {
  const { data, error } = await userClient(user)
    .from("uploads")
    .select("path")
    .in("path", [...paths]);
  if (error) throw new DatabaseError(`reading uploads: ${error.message} (${error.code})`);
  return new Set(
    z
      .array(z.object({ path: z.string() }))
      .parse(data)
      .map((row) => row.path),
  );
}
