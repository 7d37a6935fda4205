import type { z } from "zod";
import { DatabaseError } from "./database-error";
import { serviceClient } from "./service-client";

/** Calls one SQL function as the service: one round trip. Throws `DatabaseError`, also for an answer of another shape. */
export async function callFunction<T extends z.ZodType>(
  name: string,
  args: Record<string, unknown>,
  schema: T,
): Promise<z.output<T>> {
  const { data, error } = await serviceClient().rpc(name, args);
  if (error) throw new DatabaseError(`${name}: ${error.message} (${error.code})`);
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new DatabaseError(`${name}: unexpected answer`, { cause: parsed.error });
  return parsed.data;
}
