import { serviceClient } from "./service-client";

/** What `public.schema_version()` answers once every file of supabase/migrations is applied. */
export const neededSchema = 9;

/** The database has another schema than this app was written for. Its message says which is too old, and what to do. */
export class SchemaMismatch extends Error {
  override readonly name = "SchemaMismatch";
  readonly code = "schema_mismatch";

  /** `found` is `null` for a schema made before schemas had versions. */
  constructor(found: number | null) {
    super(sentence(found));
  }
}

function sentence(found: number | null): string {
  if (found !== null && found > neededSchema)
    return `The database is at schema ${found}, which is newer than this app, made for ${neededSchema}: deploy the newer app.`;
  const is = found === null ? "has a schema from before schemas had versions" : `is at schema ${found}`;
  return `The database ${is}, and this app needs ${neededSchema}: apply supabase/migrations.`;
}

/** How long a wrong answer, or none, is taken for the present one. */
const askAgainMs = 3_000;
const timeoutMs = 2_000;

let isRight = false;
let answer: Promise<SchemaMismatch | null> = Promise.resolve(null);
let askedAt = -Infinity;

/**
 * Throws `SchemaMismatch` unless the database has the schema this app needs. Asked once per instance, and again every
 * few seconds while it is wrong. A database that does not answer is nothing it judges: what comes next will fail by itself.
 */
export async function requireSchema(): Promise<void> {
  if (isRight) return;
  const now = performance.now();
  if (now - askedAt > askAgainMs) {
    askedAt = now;
    answer = ask();
  }
  const mismatch = await answer;
  if (mismatch) throw mismatch;
}

/** "There is no such function": as the HTTP server says it, and as PostgreSQL does. */
const missing: ReadonlySet<string> = new Set(["PGRST202", "42883"]);

async function ask(): Promise<SchemaMismatch | null> {
  try {
    const call = serviceClient().rpc("schema_version").abortSignal(AbortSignal.timeout(timeoutMs));
    const { data, error } = await call;
    if (error) return missing.has(error.code) ? new SchemaMismatch(null) : null;
    if (data !== neededSchema) return new SchemaMismatch(Number(data));
    isRight = true;
    return null;
  } catch {
    return null;
  }
}
