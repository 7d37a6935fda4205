import type { SupabaseClient } from "@supabase/supabase-js";
import type { z } from "zod";
import { DatabaseError, databaseError } from "./database-error";
import { isNews } from "./ledger-news";
import { ledgerWritten } from "./ledger-writes";
import { promptServiceClient, serviceClient } from "./service-client";

/** Two transactions that wait for each other: PostgreSQL undoes one of them whole, and it can simply be done again. */
const undone: ReadonlySet<string> = new Set(["40P01", "40001"]);

/** The functions that can add to the ledger; a test derives them from the migrations. */
export const ledgerWriters: ReadonlySet<string> = new Set([
  "adopt_reference",
  "cancel_job",
  "commit_checks",
  "create_job",
  "create_library_job",
  "delete_job",
  "end_late_work",
  "finish_piece",
  "note_event",
  "record_late_result",
  "record_webhook",
  "restore_job",
  "retry_job",
  "revise_job",
  "set_favourite",
]);

/** Calls one SQL function as the service: one round trip. Throws `DatabaseError`, also for an answer of another shape. */
export function callFunction<T extends z.ZodType>(
  name: string,
  args: Record<string, unknown>,
  schema: T,
): Promise<z.output<T>> {
  return callAs(serviceClient(), name, args, schema);
}

/** The same for what a person waits for: it gives up sooner. */
export function callPromptly<T extends z.ZodType>(
  name: string,
  args: Record<string, unknown>,
  schema: T,
): Promise<z.output<T>> {
  return callAs(promptServiceClient(), name, args, schema);
}

async function callAs<T extends z.ZodType>(
  client: SupabaseClient,
  name: string,
  args: Record<string, unknown>,
  schema: T,
): Promise<z.output<T>> {
  const call = async () => client.rpc(name, storable(args));
  let { data, error, status } = await call();
  if (error && undone.has(error.code)) ({ data, error, status } = await call());
  // Also where nobody heard whether it was written.
  if (ledgerWriters.has(name) && (!error || status === 0)) ledgerWritten(isNews(name, args), jobsIn(args));
  if (error) throw databaseError(name, error, status);
  const parsed = schema.safeParse(data);
  if (!parsed.success)
    throw new DatabaseError(`${name}: unexpected answer`, undefined, { cause: parsed.error });
  return parsed.data;
}

/** The jobs whose ledger a call may have added to; `null` where it does not say. */
function jobsIn({ p_job_id: id, p_changes: changes }: Record<string, unknown>): string[] | null {
  if (typeof id === "string") return [id];
  const ids: unknown[] = Array.isArray(changes) ? changes.map(jobOf) : [null];
  return ids.every((each) => typeof each === "string") ? ids : null;
}

const jobOf = (change: { job_id?: unknown }): unknown => change.job_id;

/**
 * Providers may say anything; PostgreSQL stores no NUL and no half characters. JSON writes both as escapes: where its text
 * has none, which is nearly always, there is nothing to be taken out.
 */
function storable(args: Record<string, unknown>): Record<string, unknown> {
  if (!unstorable.test(JSON.stringify(args))) return args;
  return JSON.parse(JSON.stringify(args, storableValue)) as Record<string, unknown>;
}

const unstorable = /\\u(?:0000|d[89a-f])/;

function storableValue(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value;
}
