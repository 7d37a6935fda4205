import { requireSchema, SchemaMismatch } from "@/lib/db/schema-version";
import { isApiPath } from "./malformed";

/**
 * What is answered in the place of a page while the database has another schema than this app needs: the sentence that
 * says which is too old, with 503; `null` while all is well. Routes of the API say it themselves (see route.ts).
 */
export async function schemaRefusal({ url }: Request): Promise<Response | null> {
  if (isApiPath(new URL(url).pathname)) return null;
  try {
    await requireSchema();
    return null;
  } catch (error) {
    if (!(error instanceof SchemaMismatch)) throw error;
    const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };
    return new Response(`${error.message}\n`, { status: 503, headers });
  }
}
