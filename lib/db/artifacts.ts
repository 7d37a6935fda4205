import { z } from "zod";
import { databaseError } from "./database-error";
import { userClient, type User } from "./user-client";

const Stored = z
  .object({ content_type: z.string(), bytes: z.number(), sha256: z.string(), storage_path: z.string() })
  .transform((row) => ({
    contentType: row.content_type,
    bytes: row.bytes,
    sha256: row.sha256,
    storagePath: row.storage_path,
  }));

/** Where a result file of this user's job lies, and what it is; `null` if there is none. */
export async function readArtifact(
  user: User,
  jobId: string,
  name: string,
): Promise<z.output<typeof Stored> | null> {
  const { data, error, status } = await userClient(user)
    .from("artifacts")
    .select("content_type, bytes, sha256, storage_path")
    .eq("job_id", jobId)
    .eq("name", name)
    .maybeSingle();
  if (error) throw databaseError("reading an artifact", error, status);
  return data === null ? null : Stored.parse(data);
}
