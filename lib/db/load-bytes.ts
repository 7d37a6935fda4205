import { get as getPlainly, type IncomingMessage } from "node:http";
import { get as getSafely } from "node:https";
import { env } from "@/lib/env";
import { inTime } from "@/lib/in-time";
import { DatabaseError } from "./database-error";
import { backgroundMs } from "./impatient-fetch";
import { isNoSuchFile } from "./open-file";
import type { Bucket } from "./storage";

/**
 * A small stored file, or `null`, for whoever loads thousands of them: by `fetch`, and in its Blobs, each leaves so much
 * behind that the process grows by 150 MB. Throws a `DatabaseError` if storage does not answer.
 */
export async function loadBytes(bucket: Bucket, path: string): Promise<Buffer | null> {
  const { status, bytes } = await inTime(backgroundMs, (signal) => ask(bucket, path, signal)).catch(
    (error: unknown) => {
      throw new DatabaseError(`loading a file: ${String(error)}`, undefined, { status: 0, cause: error });
    },
  );
  if (status === 200) return bytes;
  const words = bytes.toString("utf8", 0, 1_000);
  // Hosted storage says 400 here, and what it means inside.
  if (status < 500 && isNoSuchFile(words)) return null;
  throw new DatabaseError(`loading a file: status ${status}: ${words.slice(0, 200)}`, undefined, { status });
}

async function ask(bucket: Bucket, path: string, signal: AbortSignal) {
  const { SUPABASE_URL: url, SUPABASE_SECRET_KEY: key } = env();
  const link = new URL(`${url}/storage/v1/object/${bucket}/${encodeURI(path)}`);
  const headers = { apikey: key, authorization: `Bearer ${key}` };
  const get = link.protocol === "https:" ? getSafely : getPlainly;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(link, { headers, signal }, resolve).once("error", reject);
  });
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return { status: answer.statusCode ?? 0, bytes: Buffer.concat(parts) };
}
