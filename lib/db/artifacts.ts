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

const columns = "content_type, bytes, sha256, storage_path";

/** Where a result file of this user's job lies, and what it is; `null` if there is none. */
export async function readArtifact(
  user: User,
  jobId: string,
  name: string,
): Promise<z.output<typeof Stored> | null> {
  const { data, error, status } = await userClient(user)
    .from("artifacts")
    .select(columns)
    .eq("job_id", jobId)
    .eq("name", name)
    .maybeSingle();
  if (error) throw databaseError("reading an artifact", error, status);
  return data === null ? null : Stored.parse(data);
}

/** The same of all result files of this user's job; none for a job of somebody else's. */
export async function readArtifacts(user: User, jobId: string): Promise<Array<z.output<typeof Stored>>> {
  const { data, error, status } = await userClient(user)
    .from("artifacts")
    .select(columns)
    .eq("job_id", jobId);
  if (error) throw databaseError("reading artifacts", error, status);
  return z.array(Stored).parse(data);
}
