import type { z } from "zod";
import { DatabaseError } from "./database-error";
import { serviceClient } from "./service-client";

/** Calls one SQL function as the service: one round trip. Throws `DatabaseError`, also for an answer of another shape. */
export async function callFunction<T extends z.ZodType>(
  name: string,
  args: Record<string, unknown>,
  schema: T,
): Promise<z.output<T>> {
  const { data, error } = await serviceClient().rpc(name, storable(args));
  if (error) throw new DatabaseError(`${name}: ${error.message} (${error.code})`, error.code);
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
