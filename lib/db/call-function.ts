import type { SupabaseClient } from "@supabase/supabase-js";
import type { z } from "zod";
import { DatabaseError, databaseError } from "./database-error";
import { promptServiceClient, serviceClient } from "./service-client";

/** Two transactions that wait for each other: PostgreSQL undoes one of them whole, and it can simply be done again. */
const undone: ReadonlySet<string> = new Set(["40P01", "40001"]);

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
  if (error) throw databaseError(name, error, status);
  const parsed = schema.safeParse(data);
  if (!parsed.success)
    throw new DatabaseError(`${name}: unexpected answer`, undefined, { cause: parsed.error });
  return parsed.data;
}

/** Providers may say anything; PostgreSQL stores no NUL and no half characters. */
function storable(args: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(args, storableValue)) as Record<string, unknown>;
}

function storableValue(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value;
}
